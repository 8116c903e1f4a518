import {
  accountChangeSchema,
  accountDeletionSchema,
  accountSyncsAnswerSchema,
  type Device,
  devicesAnswerSchema,
  errorTraits,
  isDeletionName,
  meAnswerSchema,
  signedOutAnswerSchema,
  uuidPattern,
} from '@spike/contract'
import { z } from '@hono/zod-openapi'
import {
  changeAccountSettings,
  deleteAccount,
  listAccountSyncs,
  listDevices,
  signOutDevice,
  signOutOtherDevices,
} from '@spike/store'
import { emptyBrowser } from '../auth/browser-session.ts'
import { toStudent } from '../auth/present-student.ts'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { createRequestLimit } from '../limits/request-limit.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, jsonBody, studentSecurity } from '../openapi.ts'

const common = { tags: ["The student's account"], security: studentSecurity }

const changeRoute = describeRoute(
  {
    ...common,
    method: 'patch',
    path: '/api/account',
    summary: 'Choose the language and the look; what is not named stays',
    request: { body: jsonBody(accountChangeSchema) },
    responses: { 200: jsonAnswer(meAnswerSchema, 'The student as they are now') },
  },
  'auth.required',
)

const syncsRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/account/syncs',
    summary: 'The last syncs, the newest first',
    responses: { 200: jsonAnswer(accountSyncsAnswerSchema, 'At most twenty') },
  },
  'auth.required',
)

const devicesRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/account/devices',
    summary: 'Where the student is signed in: this device, then whichever was seen last',
    responses: { 200: jsonAnswer(devicesAnswerSchema, 'The devices') },
  },
  'auth.required',
)

const signOutDeviceRoute = describeRoute(
  {
    ...common,
    method: 'delete',
    path: '/api/account/devices/{deviceId}',
    summary: 'Sign one device out',
    request: { params: z.object({ deviceId: z.string() }) },
    responses: { 204: { description: 'It is signed out' } },
  },
  'auth.required',
  'request.not_found',
)

const signOutOthersRoute = describeRoute(
  {
    ...common,
    method: 'post',
    path: '/api/account/devices/sign-out-others',
    summary: 'Sign out all devices but this one',
    responses: { 200: jsonAnswer(signedOutAnswerSchema, 'How many were signed out') },
  },
  'auth.required',
)

const deleteRoute = describeRoute(
  {
    ...common,
    method: 'delete',
    path: '/api/account',
    summary: 'Delete all that is kept of the student, at once and for good',
    description:
      '`confirm` is the name at Moodle, or the full name of whoever has none there. A sync that runs is ended and writes nothing more. Signing in again starts from nothing.',
    request: { body: jsonBody(accountDeletionSchema) },
    responses: { 204: { description: 'All of it is deleted; nobody is signed in any more' } },
  },
  'auth.required',
  'request.rate_limited',
)

const accountRoutes = [
  changeRoute,
  syncsRoute,
  devicesRoute,
  signOutDeviceRoute,
  signOutOthersRoute,
  deleteRoute,
]

const shownSyncs = 20
/** Each lets the next sign-in read a whole Moodle account again. */
const deletionLimit = { name: 'account-deletion', most: 5, windowSeconds: 24 * 60 * 60 }

export function addAccountRoutes(app: App, deps: AppDeps): void {
  const { settings } = deps
  const { db } = deps.database
  const deletions = createRequestLimit(deps, deletionLimit)

  for (const path of new Set(accountRoutes.map((route) => route.getRoutingPath()))) {
    app.use(path, requireStudent(deps))
  }

  app.openapi(changeRoute, async (c) => {
    const student = c.get('student')
    const changed = await changeAccountSettings(db, student.userId, c.req.valid('json'))
    if (!changed) throw new ApiError('auth.required')
    c.header('Cache-Control', 'no-store')
    return c.json({ user: toStudent({ ...student, ...changed }) }, 200)
  })

  app.openapi(syncsRoute, async (c) => {
    const translate = c.get('translate')
    const rows = await listAccountSyncs(db, c.get('student').userId, { limit: shownSyncs })
    const syncs = rows.map(({ errorCode: code, ...sync }) => ({
      ...sync,
      error: code && {
        code,
        message: translate(`errors.${code}`),
        retryable: errorTraits[code].retryable,
      },
    }))
    c.header('Cache-Control', 'private, no-cache')
    c.header('Vary', 'Cookie, Accept-Language')
    return c.json({ syncs }, 200)
  })

  app.openapi(devicesRoute, async (c) => {
    const times = { now: deps.now(), idleMs: settings.sessionIdleMs }
    const devices: Device[] = await listDevices(db, c.get('student'), times)
    c.header('Cache-Control', 'no-store')
    return c.json({ devices }, 200)
  })

  app.openapi(signOutDeviceRoute, async (c) => {
    const { deviceId } = c.req.valid('param')
    const signedOut = uuidPattern.test(deviceId) ? await signOutDevice(db, c.get('student'), deviceId) : null
    if (!signedOut) throw new ApiError('request.not_found')
    if (signedOut.current) emptyBrowser(c, 'student', settings)
    return c.body(null, 204)
  })

  app.openapi(signOutOthersRoute, async (c) =>
    c.json({ signedOut: await signOutOtherDevices(db, c.get('student')) }, 200),
  )

  app.openapi(deleteRoute, async (c) => {
    const student = c.get('student')
    const { userId, username, institutionId } = student
    if (!isDeletionName(c.req.valid('json').confirm, student)) {
      throw new ApiError('request.invalid', { fields: [{ path: 'confirm', message: 'Not the name' }] })
    }
    await deletions.count(`${institutionId}/${username}`)
    await deleteAccount(db, { userId, requestId: c.get('requestId') })
    emptyBrowser(c, 'student', settings)
    c.header('Cache-Control', 'no-store')
    return c.body(null, 204)
  })
}
