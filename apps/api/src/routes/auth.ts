import {
  institutionsAnswerSchema,
  loginAnswerSchema,
  loginRequestSchema,
  meAnswerSchema,
  type Student,
} from '@spike/contract'
import { listEnabledInstitutions, type StudentSession } from '@spike/store'
import { endSession, handOutSession } from '../auth/browser-session.ts'
import { sessionIdHashOf } from '../auth/cookies.ts'
import { createSignInLimits } from '../auth/sign-in-limits.ts'
import { signInStudent } from '../auth/sign-in-student.ts'
import type { AppDeps } from '../deps.ts'
import { clientAddress } from '../middleware/request-origin.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, jsonBody, studentSecurity } from '../openapi.ts'

const institutionsRoute = describeRoute({
  method: 'get',
  path: '/api/institutions',
  tags: ['Signing in'],
  summary: 'The universities a student can pick',
  responses: { 200: jsonAnswer(institutionsAnswerSchema, 'Those that are enabled') },
})

const loginRoute = describeRoute(
  {
    method: 'post',
    path: '/api/auth/login',
    tags: ['Signing in'],
    summary: "Sign in with the name and password of the university's Moodle",
    description: 'The password is traded for a token of Moodle and then forgotten. A sync starts at once.',
    request: { body: jsonBody(loginRequestSchema) },
    responses: { 200: jsonAnswer(loginAnswerSchema, 'Signed in; the session is in a cookie') },
  },
  'auth.invalid_credentials',
  'auth.account_suspended',
  'auth.password_change_required',
  'auth.site_setup_required',
  'auth.institution_unknown',
  'auth.rate_limited',
  'auth.origin_refused',
  'moodle.unreachable',
  'moodle.unavailable',
  'moodle.maintenance',
  'moodle.timeout',
  'moodle.rate_limited',
  'moodle.unexpected_answer',
  'moodle.web_services_off',
  'request.invalid',
  'request.malformed_json',
  'request.too_large',
  'request.unsupported_media_type',
)

const logoutRoute = describeRoute(
  {
    method: 'post',
    path: '/api/auth/logout',
    tags: ['Signing in'],
    summary: 'Sign out',
    responses: { 204: { description: 'Signed out, or nobody was signed in' } },
  },
  'auth.origin_refused',
)

const meRoute = describeRoute(
  {
    method: 'get',
    path: '/api/auth/me',
    tags: ['Signing in'],
    summary: 'Who is signed in',
    security: studentSecurity,
    responses: { 200: jsonAnswer(meAnswerSchema, 'The student') },
  },
  'auth.required',
)

const toStudent = (session: StudentSession): Student => ({
  id: session.userId,
  fullName: session.fullName,
  username: session.username,
  institution: { id: session.institutionId, name: session.institutionName },
  language: session.language as Student['language'],
})

export function addAuthRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  const limits = createSignInLimits(database, 'student')

  app.openapi(institutionsRoute, async (c) => {
    const institutions = await listEnabledInstitutions(database.db, { allowLocal: settings.allowLocalSites })
    c.header('Cache-Control', 'no-cache')
    return c.json({ institutions: institutions.map(({ id, name }) => ({ id, name })) }, 200)
  })

  app.openapi(loginRoute, async (c) => {
    const { answer, sessionId } = await signInStudent(deps, limits, {
      ...c.req.valid('json'),
      address: clientAddress(c, settings),
      requestId: c.get('requestId'),
      oldSessionIdHash: sessionIdHashOf(c, 'student', settings),
      signal: c.req.raw.signal,
    })
    handOutSession(c, 'student', sessionId, deps)
    c.set('userId', answer.user.id)
    if (answer.syncJobId) c.set('jobId', answer.syncJobId)
    return c.json(answer, 200)
  })

  app.openapi(logoutRoute, async (c) => {
    await endSession(c, 'student', deps)
    return c.body(null, 204)
  })

  app.use(meRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(meRoute, (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ user: toStudent(c.get('student')) }, 200)
  })
}
