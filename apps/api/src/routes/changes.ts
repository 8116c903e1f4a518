import {
  changeKinds,
  changesAnswerSchema,
  readChangesAnswerSchema,
  readChangesRequestSchema,
  rowIdPattern,
} from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { countUnreadChanges, listChanges, markChangesRead } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, jsonBody, studentSecurity } from '../openapi.ts'
import { pageQuery, readIdCursor, writeIdCursor } from './cursors.ts'

const common = { tags: ["The student's data"], security: studentSecurity }
const kind = z.enum(changeKinds)

const listRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/changes',
    summary: 'What the syncs found new or different, the newest first',
    request: {
      query: z.object({
        ...pageQuery,
        kind: z
          .union([kind.transform((one) => [one]), z.array(kind)])
          .default([])
          .openapi({ type: 'array', items: { type: 'string', enum: [...changeKinds] } }),
        courseId: z.string().regex(rowIdPattern).optional(),
        unread: z.enum(['true', 'false']).default('false'),
      }),
    },
    responses: { 200: jsonAnswer(changesAnswerSchema, 'A page; nextCursor is null on the last') },
  },
  'auth.required',
  'request.invalid',
)

const readRoute = describeRoute(
  {
    ...common,
    method: 'post',
    path: '/api/changes/read',
    summary:
      'The student has read changes: these, all up to one, or those of a course; all that is said must hold',
    request: { body: jsonBody(readChangesRequestSchema) },
    responses: { 200: jsonAnswer(readChangesAnswerSchema, 'How many are unread now') },
  },
  'auth.required',
)

export function addChangeRoutes(app: App, deps: AppDeps): void {
  const { db } = deps.database

  app.use(listRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(listRoute, async (c) => {
    const { cursor, limit, kind: kinds, courseId, unread } = c.req.valid('query')
    const { userId } = c.get('student')
    const [{ changes, nextBeforeId }, unreadCount] = await Promise.all([
      listChanges(db, userId, {
        beforeId: cursor === undefined ? null : readIdCursor(cursor),
        limit,
        kinds,
        courseId: courseId === undefined ? undefined : Number(courseId),
        unreadOnly: unread === 'true',
      }),
      countUnreadChanges(db, userId),
    ])
    c.header('Cache-Control', 'private, no-cache')
    const nextCursor = nextBeforeId === null ? null : writeIdCursor(nextBeforeId)
    return c.json({ changes, nextCursor, unreadCount }, 200)
  })

  app.use(readRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(readRoute, async (c) => {
    const { userId } = c.get('student')
    await markChangesRead(db, userId, c.req.valid('json'))
    c.header('Cache-Control', 'no-store')
    return c.json({ unreadCount: await countUnreadChanges(db, userId) }, 200)
  })
}
