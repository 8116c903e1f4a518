import { staffAnswerSchema, staffLoginRequestSchema } from '@spike/contract'
import { readStaffByEmail, type StaffRow, writeAudit } from '@spike/store'
import { endSession, handOutSession, openSession } from '../auth/browser-session.ts'
import { cookieIdHashOf } from '../auth/cookies.ts'
import { verifyPassword } from '../auth/passwords.ts'
import { createSignInLimits } from '../auth/sign-in-limits.ts'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { clientAddress } from '../middleware/request-origin.ts'
import { requireStaff } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, jsonBody, staffSecurity } from '../openapi.ts'

const loginRoute = describeRoute(
  {
    method: 'post',
    path: '/api/admin/login',
    tags: ['Staff'],
    summary: 'Sign in as staff',
    request: { body: jsonBody(staffLoginRequestSchema) },
    responses: { 200: jsonAnswer(staffAnswerSchema, 'Signed in; the session is in a cookie of its own') },
  },
  'auth.invalid_credentials',
  'auth.rate_limited',
)

const logoutRoute = describeRoute({
  method: 'post',
  path: '/api/admin/logout',
  tags: ['Staff'],
  summary: 'Sign out as staff',
  responses: { 204: { description: 'Signed out, or nobody was signed in' } },
})

const meRoute = describeRoute(
  {
    method: 'get',
    path: '/api/admin/me',
    tags: ['Staff'],
    summary: 'Who of the staff is signed in',
    security: staffSecurity,
    responses: { 200: jsonAnswer(staffAnswerSchema, 'The member of staff') },
  },
  'auth.required',
  'auth.forbidden',
)

export function addAdminAuthRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  const limits = createSignInLimits(database, 'staff')

  async function checkPassword(email: string, password: string): Promise<StaffRow> {
    const staff = await readStaffByEmail(database.db, email)
    const right = await verifyPassword(staff?.password_hash ?? null, password)
    if (!staff || !right) throw new ApiError('auth.invalid_credentials')
    return staff
  }

  app.openapi(loginRoute, async (c) => {
    const { email, password } = c.req.valid('json')
    const staff = await limits.guard(
      { name: email.toLowerCase(), address: clientAddress(c, settings) },
      () => checkPassword(email, password),
      (error) => error instanceof ApiError && error.code === 'auth.invalid_credentials',
    )
    const session = { owner: { staffId: staff.id }, oldIdHash: cookieIdHashOf(c, 'staff', settings) }
    const sessionId = await database.db.transaction().execute(async (transaction) => {
      await writeAudit(transaction, {
        staffId: staff.id,
        action: 'staff.login',
        target: `staff:${staff.id}`,
        requestId: c.get('requestId'),
      })
      return openSession(transaction, deps, session)
    })
    handOutSession(c, 'staff', sessionId, deps)
    c.set('staffId', staff.id)
    return c.json({ staff: { id: staff.id, email: staff.email, role: staff.role } }, 200)
  })

  app.openapi(logoutRoute, async (c) => {
    await endSession(c, 'staff', deps)
    return c.body(null, 204)
  })

  app.use(meRoute.getRoutingPath(), requireStaff(deps, 'viewer'))
  app.openapi(meRoute, (c) => {
    const { staffId, email, role } = c.get('staff')
    c.header('Cache-Control', 'no-store')
    return c.json({ staff: { id: staffId, email, role } }, 200)
  })
}
