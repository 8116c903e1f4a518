import { openAnswerSchema } from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { hasUsableCredential, type Queryable, readInstitution } from '@spike/store'
import { type OpenedJob, openCourse, openItem } from '@spike/sync'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { readRowId } from './row-ids.ts'

const common = { method: 'post' as const, tags: ["The student's data"], security: studentSecurity }
const responses = {
  200: jsonAnswer(openAnswerSchema, 'The sync that reads it; null where nothing need be read'),
}
const errors = [
  'auth.required',
  'auth.sign_in_again',
  'auth.institution_disabled',
  'request.not_found',
] as const

const courseRoute = describeRoute(
  {
    ...common,
    path: '/api/courses/{courseId}/open',
    summary: 'The student opened a course: it is read if that was not done lately',
    request: { params: z.object({ courseId: z.string() }) },
    responses,
  },
  ...errors,
)

const itemRoute = describeRoute(
  {
    ...common,
    path: '/api/items/{itemId}/open',
    summary: 'The student opened an item: what is inside is read if it was not',
    request: { params: z.object({ itemId: z.string() }) },
    responses,
  },
  ...errors,
)

type Opener = (
  db: Queryable,
  who: {
    readonly userId: string
    readonly institutionId: string
    readonly requestId: string
    readonly maxTries: number
    readonly now: Date
  },
) => Promise<OpenedJob | null>

export function addOpenRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps

  /** Of a university that is switched off nothing is read: then nothing is written either. */
  async function open(c: Context<AppEnv>, opener: Opener): Promise<OpenedJob> {
    const { userId, institutionId } = c.get('student')
    const who = { userId, institutionId, requestId: c.get('requestId'), maxTries: settings.maxTries }
    const opened = await database.db.transaction().execute(async (transaction) => {
      const found = await opener(transaction, { ...who, now: deps.now() })
      if (!found) throw new ApiError('request.not_found')
      if (found.jobId === null) {
        if (!(await hasUsableCredential(transaction, userId))) throw new ApiError('auth.sign_in_again')
        return found
      }
      const institution = await readInstitution(transaction, institutionId)
      if (!institution?.enabled) throw new ApiError('auth.institution_disabled')
      return found
    })
    if (opened.jobId !== null) c.set('jobId', opened.jobId)
    c.header('Cache-Control', 'no-store')
    return opened
  }

  app.use(courseRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(courseRoute, async (c) => {
    const courseId = readRowId(c.req.valid('param').courseId)
    if (courseId === null) throw new ApiError('request.not_found')
    return c.json(await open(c, (db, who) => openCourse(db, { ...who, courseId })), 200)
  })

  app.use(itemRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(itemRoute, async (c) => {
    const itemId = readRowId(c.req.valid('param').itemId)
    if (itemId === null) throw new ApiError('request.not_found')
    return c.json(await open(c, (db, who) => openItem(db, { ...who, itemId })), 200)
  })
}
