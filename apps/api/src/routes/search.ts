import { searchAnswerSchema, searchTypes } from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { isStatementTimeout, searchStudentData } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { createConcurrencyLimit } from '../limits/concurrency-limit.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'

const searchRoute = describeRoute(
  {
    method: 'get',
    path: '/api/search',
    tags: ["The student's data"],
    summary: 'Everything that has all the words, the best first',
    security: studentSecurity,
    request: {
      query: z.object({
        q: z.string().openapi({
          description:
            'The last word may be a beginning, unless a space follows; "words in quotation marks" stand next to each other. What is longer than 200 characters or 8 words is cut',
        }),
        type: z.enum(searchTypes).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    },
    responses: { 200: jsonAnswer(searchAnswerSchema, 'What was found; nothing where no word was asked for') },
  },
  'auth.required',
  'request.invalid',
  'server.busy',
)

/** Somebody who writes has two or three under way: the pages give up those that are old, the database ends them still. */
const atOncePerStudent = 6

export function addSearchRoute(app: App, deps: AppDeps): void {
  const searches = createConcurrencyLimit({ perStudent: atOncePerStudent })
  app.use(searchRoute.getRoutingPath(), requireStudent(deps))

  app.openapi(searchRoute, async (c) => {
    const { q, type, limit } = c.req.valid('query')
    const student = c.get('student')
    if (!searches.take(student)) throw new ApiError('server.busy')
    try {
      const answer = await searchStudentData(deps.database.db, {
        userId: student.userId,
        text: q,
        types: type && [type],
        limit,
      })
      c.header('Cache-Control', 'private, no-store')
      return c.json(answer, 200)
    } catch (error) {
      if (isStatementTimeout(error)) throw new ApiError('server.busy', { cause: error })
      throw error
    } finally {
      searches.give(student)
    }
  })
}
