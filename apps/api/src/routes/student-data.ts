import {
  calendarAnswerSchema,
  courseDetailSchema,
  coursesAnswerSchema,
  deadlinesAnswerSchema,
  gradesAnswerSchema,
  notificationsAnswerSchema,
} from '@spike/contract'
import { z } from '@hono/zod-openapi'
import {
  listCalendar,
  listCourses,
  listDeadlines,
  listGrades,
  listNotifications,
  readCourseDetail,
} from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { pageQuery, readNotificationsCursor, writeNotificationsCursor } from './cursors.ts'
import { readRowId } from './row-ids.ts'

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

const dayMs = 24 * 60 * 60_000
const usualCalendarDays = 31
const maxCalendarDays = 400

const calendarRoute = describeRoute(
  {
    ...common,
    path: '/api/calendar',
    summary: 'All that stands in the calendar, deadlines too, the soonest first',
    request: {
      query: z.object({
        from: timestamp.optional().openapi({ description: 'Now, where it is not said' }),
        to: timestamp.optional().openapi({
          description: `${usualCalendarDays} days after \`from\`, where it is not said; ${maxCalendarDays} at most`,
        }),
      }),
    },
    responses: { 200: jsonAnswer(calendarAnswerSchema, 'What begins or lasts between the two times') },
  },
  'auth.required',
  'request.invalid',
)

const notificationsRoute = describeRoute(
  {
    ...common,
    path: '/api/notifications',
    summary: 'What Moodle itself told the student, the newest first',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonAnswer(notificationsAnswerSchema, 'A page; nextCursor is null on the last') },
  },
  'auth.required',
  'request.invalid',
)

const studentRoutes = [
  coursesRoute,
  courseRoute,
  deadlinesRoute,
  calendarRoute,
  gradesRoute,
  notificationsRoute,
]

export function addStudentDataRoutes(app: App, deps: AppDeps): void {
  const { db } = deps.database
  for (const route of studentRoutes) app.use(route.getRoutingPath(), requireStudent(deps))

  app.openapi(coursesRoute, async (c) => {
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ courses: await listCourses(db, c.get('student').userId) }, 200)
  })

  app.openapi(courseRoute, async (c) => {
    const courseId = readRowId(c.req.valid('param').courseId)
    const { userId } = c.get('student')
    const detail = courseId === null ? null : await readCourseDetail(db, { userId, courseId })
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

  app.openapi(calendarRoute, async (c) => {
    const { from, to } = c.req.valid('query')
    const start = from === undefined ? deps.now() : new Date(from)
    const end = to === undefined ? new Date(start.getTime() + usualCalendarDays * dayMs) : new Date(to)
    const lengthMs = end.getTime() - start.getTime()
    if (lengthMs < 0 || lengthMs > maxCalendarDays * dayMs) {
      const message = `Not a time at most ${maxCalendarDays} days after the first`
      throw new ApiError('request.invalid', { fields: [{ path: 'to', message }] })
    }
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ events: await listCalendar(db, c.get('student').userId, { from: start, to: end }) }, 200)
  })

  app.openapi(gradesRoute, async (c) => {
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ courses: await listGrades(db, c.get('student').userId) }, 200)
  })

  app.openapi(notificationsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const { notifications, next } = await listNotifications(db, c.get('student').userId, {
      before: cursor === undefined ? null : readNotificationsCursor(cursor),
      limit,
    })
    c.header('Cache-Control', 'private, no-cache')
    return c.json({ notifications, nextCursor: next && writeNotificationsCursor(next) }, 200)
  })
}
