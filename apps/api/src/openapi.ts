import { type ErrorCode, errorAnswerSchema } from '@spike/contract'
import { createRoute, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { ZodType } from 'zod'
import type { AppEnv } from './deps.ts'
import { statusOfCode } from './errors.ts'

export type App = OpenAPIHono<AppEnv>

/** Names of the ways to prove who one is, as the document calls them. */
export const studentSecurity: NonNullable<RouteConfig['security']> = [{ studentSession: [] }]
export const staffSecurity: NonNullable<RouteConfig['security']> = [{ staffSession: [] }]

export function jsonAnswer<Schema extends ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const
}

/** What every route may answer besides. */
const anywhere: readonly ErrorCode[] = ['server.internal', 'server.stopping', 'server.database_unavailable']
/** What every route that changes something may answer besides. */
const ofChanges: readonly ErrorCode[] = ['auth.origin_refused']
/** What every route with a body may answer besides. */
const ofBodies: readonly ErrorCode[] = [
  'request.invalid',
  'request.malformed_json',
  'request.too_large',
  'request.unsupported_media_type',
]

/** Error answers told by their codes: those of one status are told together. */
function errorAnswers(codes: ReadonlySet<ErrorCode>): RouteConfig['responses'] {
  const byStatus = Map.groupBy(codes, (code) => statusOfCode[code])
  return Object.fromEntries(
    Array.from(byStatus, ([status, group]) => [
      String(status),
      jsonAnswer(errorAnswerSchema, group.map((code) => `\`${code}\``).join(', ')),
    ]),
  )
}

export function jsonBody<Schema extends ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

/**
 * A route and what its success is; errors are thrown, so handlers give the success alone.
 * `errors` are told in the document with the statuses of their codes, with those that any route, any that
 * changes something, or any with a body has.
 */
export function describeRoute<const Route extends RouteConfig>(
  route: Route,
  ...errors: ErrorCode[]
): Route & { getRoutingPath(): string } {
  const codes = new Set([
    ...errors,
    ...(route.method === 'get' ? [] : ofChanges),
    ...(route.request?.body ? ofBodies : []),
    ...anywhere,
  ])
  const described = createRoute({ ...route, responses: { ...errorAnswers(codes), ...route.responses } })
  return described as unknown as Route & { getRoutingPath(): string }
}

export const securitySchemes = {
  studentSession: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-spike',
    description: 'Set by POST /api/auth/login. On plain http at loopback its name is `spike`.',
  },
  staffSession: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-spike-staff',
    description: 'Set by POST /api/admin/login. On plain http at loopback its name is `spike-staff`.',
  },
} as const

export const documentConfig = {
  openapi: '3.1.0',
  info: {
    title: 'Spike',
    version: '1',
    description: [
      "A student's Moodle in one place.",
      'Every answer carries X-Request-Id. Every error has one shape; decide on its `code`.',
      'Words come in the language of Accept-Language: he, en or ar.',
      'Methods other than GET need `Sec-Fetch-Site: same-origin` (browsers send it) or an `Origin` that is ours.',
    ].join(' '),
  },
} as const
