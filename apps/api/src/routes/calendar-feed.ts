import { createHash, randomBytes } from 'node:crypto'
import { type CalendarFeed, calendarFeedAnswerSchema, defaultLanguage } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import { z } from '@hono/zod-openapi'
import {
  deleteCalendarFeed,
  findFeedOwner,
  listFeedEvents,
  readCalendarFeed,
  saveCalendarFeed,
  SealError,
} from '@spike/store'
import type { Context } from 'hono'
import { calendarETag, writeCalendar } from '../calendar/write-calendar.ts'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { createRequestLimit } from '../limits/request-limit.ts'
import { clientAddress, ownOrigin } from '../middleware/request-origin.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { matchesETag } from '../progress/etag.ts'

const secretBytes = 32
const filePattern = /^([\w-]{43})\.ics$/
/** Services that read the calendars of many ask from few addresses. */
const readLimit = { name: 'calendar-feed', most: 600, windowSeconds: 10 * 60 }
/** Of one student's by all who have the address: writing a large one takes a while. */
const ownReadLimit = { name: 'calendar-feed-own', most: 60, windowSeconds: 10 * 60 }
const dayMs = 24 * 60 * 60_000
const daysBefore = 60
const daysAfter = 400

const own = {
  path: '/api/account/calendar-feed' as const,
  tags: ["The student's account"],
  security: studentSecurity,
}

const showRoute = describeRoute(
  {
    ...own,
    method: 'get',
    summary: "The secret address of the student's calendar",
    responses: { 200: jsonAnswer(calendarFeedAnswerSchema, 'Null while there is none') },
  },
  'auth.required',
)

const makeRoute = describeRoute(
  {
    ...own,
    method: 'post',
    summary: 'Make the address, or another one',
    description: 'By an address that was made before nothing is found from then on.',
    responses: { 201: jsonAnswer(calendarFeedAnswerSchema, 'The new address') },
  },
  'auth.required',
  'auth.origin_refused',
)

const removeRoute = describeRoute(
  {
    ...own,
    method: 'delete',
    summary: 'Switch the address off',
    responses: { 204: { description: 'There is none now' } },
  },
  'auth.required',
  'auth.origin_refused',
)

const readRoute = describeRoute(
  {
    method: 'get',
    path: '/api/calendar/{file}',
    tags: ["The student's account"],
    summary: 'Deadlines and calendar of whoever made the address, as iCalendar',
    description: `From ${daysBefore} days ago to ${daysAfter} days ahead. Answers 304 while nothing is different.`,
    request: {
      params: z.object({ file: z.string().openapi({ description: 'The secret, and `.ics`' }) }),
      headers: z.object({ 'if-none-match': z.string().optional() }),
    },
    responses: {
      200: { description: 'The calendar', content: { 'text/calendar': { schema: z.string() } } },
      304: { description: 'Nothing is different' },
    },
  },
  'request.not_found',
  'request.rate_limited',
)

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

export function addCalendarFeedRoutes(app: App, deps: AppDeps): void {
  const { database, sealer, settings } = deps
  const reads = createRequestLimit(deps, readLimit)
  const ownReads = createRequestLimit(deps, ownReadLimit)

  function present(c: Context<AppEnv>, feed: { secret: string; createdAt: Date }): CalendarFeed {
    const origin = settings.publicUrl?.origin ?? ownOrigin(c, settings)
    const url = `${origin}/api/calendar/${feed.secret}.ics`
    return { url, webcalUrl: url.replace(/^https?:/, 'webcal:'), createdAt: feed.createdAt.toISOString() }
  }

  app.use(own.path, requireStudent(deps))

  app.openapi(showRoute, async (c) => {
    const feed = await readCalendarFeed(database.db, sealer, c.get('student').userId).catch(
      (error: unknown) => {
        // It cannot be shown any more; making another one takes its place.
        if (!(error instanceof SealError)) throw error
        c.get('log').warn({ code: error.code, keyId: error.keyId }, 'a calendar address cannot be opened')
        return null
      },
    )
    c.header('Cache-Control', 'no-store')
    return c.json({ feed: feed && present(c, feed) }, 200)
  })

  app.openapi(makeRoute, async (c) => {
    const feed = { secret: randomBytes(secretBytes).toString('base64url'), createdAt: deps.now() }
    await saveCalendarFeed(database.db, sealer, {
      userId: c.get('student').userId,
      secret: feed.secret,
      secretHash: hashOf(feed.secret),
      now: feed.createdAt,
    })
    c.header('Cache-Control', 'no-store')
    return c.json({ feed: present(c, feed) }, 201)
  })

  app.openapi(removeRoute, async (c) => {
    await deleteCalendarFeed(database.db, c.get('student').userId)
    return c.body(null, 204)
  })

  app.openapi(readRoute, async (c) => {
    await reads.count(clientAddress(c, settings))
    const secret = filePattern.exec(c.req.valid('param').file)?.[1]
    const owner = secret === undefined ? null : await findFeedOwner(database.db, hashOf(secret))
    if (!owner) throw new ApiError('request.not_found')
    c.set('userId', owner.userId)
    await ownReads.count(owner.userId)
    const now = deps.now().getTime()
    const events = await listFeedEvents(database.db, owner.userId, {
      from: new Date(now - daysBefore * dayMs),
      to: new Date(now + daysAfter * dayMs),
    })
    const language = owner.language ?? defaultLanguage
    const etag = calendarETag(events, language)
    c.header('ETag', etag)
    c.header('Cache-Control', 'private, no-cache')
    if (matchesETag(c.req.valid('header')['if-none-match'], etag)) return c.body(null, 304)
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    c.header('Content-Disposition', 'inline; filename="spike.ics"')
    return c.body(writeCalendar(events, { translate: translateTo(language), language }), 200)
  })
}
