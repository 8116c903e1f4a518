import { createECDH } from 'node:crypto'
import { pushStateSchema, pushSubscriptionSchema } from '@spike/contract'
import { checkOutgoingUrl, MoodleError } from '@spike/moodle'
import {
  deletePushSubscription,
  readOrMakePushKeys,
  readPushEndpoint,
  savePushSubscription,
} from '@spike/store'
import { createCounter } from '@spike/store/rate-limits'
import type { Context } from 'hono'
import { cookieIdHashOf } from '../auth/cookies.ts'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
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
  'auth.origin_refused',
  'request.invalid',
  'server.busy',
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
  'auth.origin_refused',
)

const windowSeconds = 10 * 60
const subscriptionsPerWindow = 30

export function addPushRoutes(app: App, deps: AppDeps): void {
  const { database, sealer, settings } = deps
  const subscriptions = createCounter(database.pool, 'push-subscription', windowSeconds)
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

  const deviceOf = (c: Context<AppEnv>) => {
    const sessionIdHash = cookieIdHashOf(c, 'student', settings)
    if (!sessionIdHash) throw new ApiError('auth.required')
    return { userId: c.get('student').userId, sessionIdHash }
  }

  app.use(stateRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(stateRoute, async (c) => {
    c.header('Cache-Control', 'no-store')
    const endpoint = await readPushEndpoint(database.db, deviceOf(c))
    return c.json({ publicKey: await readPublicKey(), endpoint }, 200)
  })

  app.use(subscribeRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(subscribeRoute, async (c) => {
    const device = deviceOf(c)
    const subscription = c.req.valid('json')
    checkEndpoint(subscription.endpoint, settings.allowLocalSites)
    checkPoint(subscription.keys.p256dh)
    if ((await subscriptions.add(device.userId)) > subscriptionsPerWindow) {
      const { msLeft } = await subscriptions.read(device.userId)
      throw new ApiError('server.busy', { retryAfterSeconds: Math.ceil(msLeft / 1000) })
    }
    await database.db
      .transaction()
      .execute((transaction) => savePushSubscription(transaction, device, subscription))
    c.header('Cache-Control', 'no-store')
    return c.json({ publicKey: await readPublicKey(), endpoint: subscription.endpoint }, 200)
  })

  app.openapi(unsubscribeRoute, async (c) => {
    await deletePushSubscription(database.db, deviceOf(c))
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
