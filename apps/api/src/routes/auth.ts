import {
  type ErrorCode,
  institutionsAnswerSchema,
  launchAnswerSchema,
  launchFinishSchema,
  launchRequestSchema,
  loginAnswerSchema,
  loginRequestSchema,
  meAnswerSchema,
} from '@spike/contract'
import { listEnabledInstitutions } from '@spike/store'
import type { Context } from 'hono'
import type { Admitted, Visitor } from '../auth/admit-student.ts'
import { endSession, handOutSession } from '../auth/browser-session.ts'
import { clearIdCookie, cookieIdHashOf, setIdCookie } from '../auth/cookies.ts'
import { finishLaunch, launchLifeMs, startLaunch } from '../auth/launch-sign-in.ts'
import { toStudent } from '../auth/present-student.ts'
import { createSignInLimits } from '../auth/sign-in-limits.ts'
import { signInStudent } from '../auth/sign-in-student.ts'
import type { AppDeps, AppEnv } from '../deps.ts'
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

const signInErrors = [
  'auth.account_suspended',
  'auth.password_change_required',
  'auth.site_setup_required',
  'auth.institution_unknown',
  'auth.rate_limited',
  'moodle.unreachable',
  'moodle.unavailable',
  'moodle.maintenance',
  'moodle.timeout',
  'moodle.rate_limited',
  'moodle.unexpected_answer',
  'moodle.web_services_off',
] as const satisfies ErrorCode[]

const post = { method: 'post' as const, tags: ['Signing in'] }
const signedInAnswer = { 200: jsonAnswer(loginAnswerSchema, 'Signed in; the session is in a cookie') }

const loginRoute = describeRoute(
  {
    ...post,
    path: '/api/auth/login',
    summary: "Sign in with the name and password of the university's Moodle",
    description: 'The password is traded for what opens Moodle and then forgotten. A sync starts at once.',
    request: { body: jsonBody(loginRequestSchema) },
    responses: signedInAnswer,
  },
  'auth.invalid_credentials',
  'auth.browser_sign_in_required',
  ...signInErrors,
)

const launchRoute = describeRoute(
  {
    ...post,
    path: '/api/auth/launch',
    summary: "Begin a sign-in on the university's own page (single sign-on)",
    description:
      'The student opens `url`, signs in there, and pastes the link which that page then shows. A cookie holds what the link has to fit, for 30 minutes.',
    request: { body: jsonBody(launchRequestSchema) },
    responses: { 201: jsonAnswer(launchAnswerSchema, 'Where to sign in') },
  },
  'auth.institution_unknown',
  'auth.rate_limited',
  'moodle.address_refused',
)

const finishLaunchRoute = describeRoute(
  {
    ...post,
    path: '/api/auth/launch/finish',
    summary: "Sign in with the link that the university's page showed, or with a token of Moodle's",
    description:
      'A link has to be of the sign-in that this browser began; a token needs none. A sync starts at once.',
    request: { body: jsonBody(launchFinishSchema) },
    responses: signedInAnswer,
  },
  'auth.pasted_link_invalid',
  ...signInErrors,
)

const logoutRoute = describeRoute({
  ...post,
  path: '/api/auth/logout',
  summary: 'Sign out',
  responses: { 204: { description: 'Signed out, or nobody was signed in' } },
})

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

export function addAuthRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  const limits = createSignInLimits(database, 'student')

  app.openapi(institutionsRoute, async (c) => {
    const institutions = await listEnabledInstitutions(database.db, { allowLocal: settings.allowLocalSites })
    c.header('Cache-Control', 'no-cache')
    const choices = institutions.map(({ id, name, signIn }) => ({
      id,
      name,
      signIn: signIn === 'browser' ? ('browser' as const) : ('password' as const),
    }))
    return c.json({ institutions: choices }, 200)
  })

  const visitorOf = (c: Context<AppEnv>): Visitor => ({
    address: clientAddress(c, settings),
    requestId: c.get('requestId'),
    userAgent: c.req.header('user-agent'),
    oldSessionIdHash: cookieIdHashOf(c, 'student', settings),
    signal: c.req.raw.signal,
  })
  const letIn = (c: Context<AppEnv>, { answer, sessionId }: Admitted) => {
    handOutSession(c, 'student', sessionId, deps)
    c.set('userId', answer.user.id)
    if (answer.syncJobId) c.set('jobId', answer.syncJobId)
    return answer
  }

  app.openapi(loginRoute, async (c) => {
    const admitted = await signInStudent(deps, limits, c.req.valid('json'), visitorOf(c))
    return c.json(letIn(c, admitted), 200)
  })

  app.openapi(launchRoute, async (c) => {
    const { universityId } = c.req.valid('json')
    const { address } = visitorOf(c)
    const { url, launchId } = await startLaunch(deps, limits, { universityId, address })
    setIdCookie(c, 'launch', { id: launchId, maxAgeSeconds: launchLifeMs / 1000 }, settings)
    c.header('Cache-Control', 'no-store')
    return c.json({ url }, 201)
  })

  app.openapi(finishLaunchRoute, async (c) => {
    const visitor = { ...visitorOf(c), launchIdHash: cookieIdHashOf(c, 'launch', settings) }
    const admitted = await finishLaunch(deps, limits, c.req.valid('json'), visitor)
    if (visitor.launchIdHash) clearIdCookie(c, 'launch', settings)
    return c.json(letIn(c, admitted), 200)
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
