import {
  changesAnswerSchema,
  courseDetailSchema,
  coursesAnswerSchema,
  deadlinesAnswerSchema,
  gradesAnswerSchema,
} from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { listChanges, listCourses, listDeadlines, listGrades, readCourseDetail } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { readIdCursor, writeIdCursor } from './cursors.ts'

const timestamp = z.iso.datetime({ offset: true })
const common = { method: 'get' as const, tags: ["The student's data"], security: studentSecurity }

const coursesRoute = describeRoute(
  {
    ...common,
    path: '/api/courses',
    summary: 'All courses, the newest first',
    responses: { 200: jsonAnswer(coursesAnswerSchema, 'Those that Moodle still shows') },
  },
  'auth.required',
)

const courseRoute = describeRoute(
  {
    ...common,
    path: '/api/courses/{courseId}',
    summary: 'One course with its sections, items and files',
    request: { params: z.object({ courseId: z.string() }) },
    responses: { 200: jsonAnswer(courseDetailSchema, 'The course') },
  },
  'auth.required',
  'request.not_found',
)

const deadlinesRoute = describeRoute(
  {
    ...common,
    path: '/api/deadlines',
    summary: 'What is due, the soonest first',
    request: {
      query: z.object({
        from: timestamp.optional().openapi({ description: 'Now, where it is not said' }),
        to: timestamp.optional(),
        includeDone: z.enum(['true', 'false']).default('false'),
      }),
    },
    responses: { 200: jsonAnswer(deadlinesAnswerSchema, 'The deadlines') },
  },
  'auth.required',
  'request.invalid',
)

const gradesRoute = describeRoute(
  {
    ...common,
    path: '/api/grades',
    summary: 'The grades of each course, in the order of its grade book',
    responses: { 200: jsonAnswer(gradesAnswerSchema, 'The courses that have any') },
  },
  'auth.required',
)

const changesRoute = describeRoute(
  {
    ...common,
    path: '/api/changes',
    summary: 'What the syncs found new or different, the newest first',
    request: {
      query: z.object({
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    },
    responses: { 200: jsonAnswer(changesAnswerSchema, 'A page; nextCursor is null on the last') },
  },
  'auth.required',
  'request.invalid',
)

/** Ids are PostgreSQL's bigints; more digits than these are no id of ours. */
const idPattern = /^[1-9]\d{0,14}$/

export function addStudentDataRoutes(app: App, deps: AppDeps): void {
  const { db } = deps.database
  for (const route of [coursesRoute, courseRoute, deadlinesRoute, gradesRoute, changesRoute]) {
    app.use(route.getRoutingPath(), requireStudent(deps))
  }

  app.openapi(coursesRoute, async (c) => {
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ courses: await listCourses(db, c.get('student').userId) }, 200)
  })

  app.openapi(courseRoute, async (c) => {
    const { courseId } = c.req.valid('param')
    const detail = idPattern.test(courseId)
      ? await readCourseDetail(db, { userId: c.get('student').userId, courseId: Number(courseId) })
      : null
    if (!detail) throw new ApiError('request.not_found')
    c.header('Cache-Control', 'private, no-cache')
    return c.json(detail, 200)
  })

  app.openapi(deadlinesRoute, async (c) => {
    const { from, to, includeDone } = c.req.valid('query')
    const deadlines = await listDeadlines(db, c.get('student').userId, {
      from: from === undefined ? deps.now() : new Date(from),
      to: to === undefined ? null : new Date(to),
      includeDone: includeDone === 'true',
    })
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ deadlines }, 200)
  })

  app.openapi(gradesRoute, async (c) => {
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ courses: await listGrades(db, c.get('student').userId) }, 200)
  })

  app.openapi(changesRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const { changes, nextBeforeId } = await listChanges(db, c.get('student').userId, {
      beforeId: cursor === undefined ? null : readIdCursor(cursor),
      limit,
    })
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ changes, nextCursor: nextBeforeId === null ? null : writeIdCursor(nextBeforeId) }, 200)
  })
}
