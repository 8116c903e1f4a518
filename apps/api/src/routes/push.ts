import { createECDH } from 'node:crypto'
import { pushStateSchema, pushSubscriptionSchema } from '@spike/contract'
import { checkOutgoingUrl, MoodleError } from '@spike/moodle'
import {
  deletePushSubscription,
  readOrMakePushKeys,
  readPushEndpoint,
  savePushSubscription,
} from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { createRequestLimit } from '../limits/request-limit.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, jsonBody, studentSecurity } from '../openapi.ts'

const common = { tags: ['Notifications'], security: studentSecurity }

const stateRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/push',
    summary: 'The key to subscribe with, and whether this browser gets notifications',
    responses: { 200: jsonAnswer(pushStateSchema, 'As it is for the session of this request') },
  },
  'auth.required',
)

const subscribeRoute = describeRoute(
  {
    ...common,
    method: 'post',
    path: '/api/push/subscriptions',
    summary:
      'Tell this browser what is new, until its session ends; takes the place of its earlier subscription',
    request: { body: jsonBody(pushSubscriptionSchema) },
    responses: { 200: jsonAnswer(pushStateSchema, 'It will be told') },
  },
  'auth.required',
  'request.rate_limited',
)

const unsubscribeRoute = describeRoute(
  {
    ...common,
    method: 'delete',
    path: '/api/push/subscriptions',
    summary: 'Tell this browser nothing any more',
    responses: { 204: { description: 'It is told nothing' } },
  },
  'auth.required',
)

/** Of one student. */
const limit = { name: 'push-subscription', most: 30, windowSeconds: 10 * 60 }

export function addPushRoutes(app: App, deps: AppDeps): void {
  const { database, sealer, settings } = deps
  const subscriptions = createRequestLimit(deps, limit)
  let madeKey: Promise<string> | undefined

  /** The same for good, once it was read. */
  function readPublicKey(): Promise<string> {
    if (settings.pushPublicKey !== null) return Promise.resolve(settings.pushPublicKey)
    madeKey ??= readOrMakePushKeys(database.db, sealer)
      .then(({ publicKey }) => publicKey)
      .catch((error: unknown) => {
        madeKey = undefined
        throw error
      })
    return madeKey
  }

  app.use(stateRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(stateRoute, async (c) => {
    c.header('Cache-Control', 'no-store')
    const endpoint = await readPushEndpoint(database.db, c.get('student'))
    return c.json({ publicKey: await readPublicKey(), endpoint }, 200)
  })

  app.use(subscribeRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(subscribeRoute, async (c) => {
    const student = c.get('student')
    const subscription = c.req.valid('json')
    checkEndpoint(subscription.endpoint, settings.allowLocalSites)
    checkPoint(subscription.keys.p256dh)
    await subscriptions.count(student.userId)
    await database.db
      .transaction()
      .execute((transaction) => savePushSubscription(transaction, student, subscription))
    c.header('Cache-Control', 'no-store')
    return c.json({ publicKey: await readPublicKey(), endpoint: subscription.endpoint }, 200)
  })

  app.openapi(unsubscribeRoute, async (c) => {
    await deletePushSubscription(database.db, c.get('student'))
    return c.body(null, 204)
  })
}

/** Where its name leads is judged when a message is sent: it may lead elsewhere by then. */
function checkEndpoint(endpoint: string, allowLocal: boolean): void {
  try {
    checkOutgoingUrl(endpoint, { allowLocal })
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    throw invalid('endpoint', `Not an address that messages are sent to: ${error.detail}`)
  }
}

function checkPoint(p256dh: string): void {
  const own = createECDH('prime256v1')
  own.generateKeys()
  try {
    own.computeSecret(Buffer.from(p256dh, 'base64url'))
  } catch {
    throw invalid('keys.p256dh', 'Not a point of P-256')
  }
}

const invalid = (path: string, message: string) =>
  new ApiError('request.invalid', { fields: [{ path, message }] })
