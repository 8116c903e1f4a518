import { calendarFeedAnswerSchema } from '@spike/contract'
import { createSealer, developmentKey, readCalendarFeed, resealAll } from '@spike/store'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture({ publicUrl: new URL('https://spike.example/') })
  fixture.clock.now = new Date('2026-11-22T12:00:00Z')
})
afterAll(() => fixture.close())

const own = '/api/account/calendar-feed'
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

async function readFeed(cookie: string, method = 'GET') {
  const answer = await fixture.request(own, { method, cookie, headers: sameOrigin })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return calendarFeedAnswerSchema.parse(await answer.json()).feed
}
async function makeFeed(cookie: string) {
  const feed = await readFeed(cookie, 'POST')
  if (!feed) throw new Error('No feed was made')
  return { ...feed, path: new URL(feed.url).pathname }
}
async function titlesAt(path: string): Promise<string[]> {
  const answer = await fixture.request(path)
  expect(answer.status).toBe(200)
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event).summary)
}

const addEvent = (userId: string, title: string, dueAt: string) =>
  fixture.database.db
    .insertInto('events')
    .values({
      user_id: userId,
      key: `calendar:${title}`,
      title,
      kind: 'other',
      due_at: new Date(dueAt),
      done: false,
    })
    .execute()

test('a student has no address before they make one, and is shown it again afterwards', async () => {
  const { cookie } = await fixture.signIn('first')
  expect(await readFeed(cookie)).toBeNull()
  const made = await readFeed(cookie, 'POST')
  expect(made?.url).toMatch(/^https:\/\/spike\.example\/api\/calendar\/[\w-]{43}\.ics$/)
  expect(made?.webcalUrl).toBe(made?.url.replace('https:', 'webcal:'))
  expect(made?.createdAt).toBe('2026-11-22T12:00:00.000Z')
  expect(await readFeed(cookie)).toEqual(made)
})

test('the calendar holds what its owner has from 60 days ago to 400 days ahead, and nothing of others', async () => {
  const { cookie, userId } = await fixture.signIn('owner')
  const other = await fixture.signIn('neighbour')
  await addEvent(userId, 'too long ago', '2026-09-23T11:00:00Z')
  await addEvent(userId, 'some weeks ago', '2026-09-23T13:00:00Z')
  await addEvent(userId, 'next year', '2027-12-27T11:00:00Z')
  await addEvent(userId, 'too far', '2027-12-27T13:00:00Z')
  await addEvent(other.userId, 'not mine', '2026-11-23T13:00:00Z')
  const { path } = await makeFeed(cookie)
  expect(await titlesAt(path)).toEqual(['some weeks ago', 'next year'])
})

test('the same calendar is not sent twice, another one is', async () => {
  const { cookie, userId } = await fixture.signIn('again')
  await addEvent(userId, 'exam', '2026-12-01T07:00:00Z')
  const { path } = await makeFeed(cookie)
  const first = await fixture.request(path)
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
  fixture.clock.now = new Date('2026-11-22T13:00:00Z')
  const second = await fixture.request(path, { headers })
  expect([second.status, await second.text()]).toEqual([304, ''])
  expect(second.headers.get('etag')).toBe(headers['if-none-match'])
  await fixture.database.db.updateTable('events').set({ done: true }).where('user_id', '=', userId).execute()
  const third = await fixture.request(path, { headers })
  expect(third.status).toBe(200)
  expect(await third.text()).toContain('SUMMARY:✓ exam')
})

test('an address that was renewed or switched off is not found, as one that never was', async () => {
  const { cookie } = await fixture.signIn('renewing')
  const { path: old } = await makeFeed(cookie)
  const { path: renewed } = await makeFeed(cookie)
  expect(renewed).not.toBe(old)
  expect((await fixture.request(renewed)).status).toBe(200)
  expect((await fixture.request(own, { method: 'DELETE', cookie, headers: sameOrigin })).status).toBe(204)
  expect(await readFeed(cookie)).toBeNull()
  const never = `/api/calendar/${'A'.repeat(43)}.ics`
  const answers = await Promise.all(
    [old, renewed, never, '/api/calendar/short.ics', `${old}x`].map(async (path) => {
      const answer = await fixture.request(path, { headers: { 'x-request-id': 'the-same-one' } })
      return { status: answer.status, headers: [...answer.headers], body: await answer.text() }
    }),
  )
  expect(answers[0]?.status).toBe(404)
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('the secret stands in no table and no line of the log', async () => {
  const { cookie } = await fixture.signIn('discreet')
  const { path } = await makeFeed(cookie)
  const secret = path.slice('/api/calendar/'.length, -'.ics'.length)
  await fixture.request(path)
  await fixture.request(path.replace('.ics', 'x.ics'))
  const rows = await fixture.database.db.selectFrom('calendar_feeds').selectAll().execute()
  const stored = rows.flatMap((row) => [row.sealed, row.wrapped_key, row.secret_hash])
  expect(
    stored.some((bytes) => bytes.includes(secret) || bytes.equals(Buffer.from(secret, 'base64url'))),
  ).toBe(false)
  const log = fixture.logLines.join('')
  expect(log).toContain('/api/calendar/:file')
  expect(log).not.toContain(secret)
})

test('only its owner is shown the address, and no other site can have one made', async () => {
  const { cookie } = await fixture.signIn('guarded')
  expect((await fixture.request(own)).status).toBe(401)
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  const refused = await fixture.request(own, { method: 'POST', cookie, headers })
  expect(refused.status).toBe(403)
  expect(await readFeed(cookie)).toBeNull()
})

test('an address from which too much is asked has to wait', async () => {
  const busy = fixture.withSettings({ trustedProxies: 1 })
  const headers = { 'x-forwarded-for': '192.0.2.7' }
  const path = `/api/calendar/${'B'.repeat(43)}.ics`
  const statuses: number[] = []
  for (let asked = 0; asked < 601; asked += 1) {
    statuses.push((await busy.request(path, { headers })).status)
  }
  expect(new Set(statuses.slice(0, 600))).toEqual(new Set([404]))
  expect(statuses[600]).toBe(429)
  const limited = await busy.request(path, { headers })
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await busy.request(path, { headers: { 'x-forwarded-for': '192.0.2.8' } })).status).toBe(404)
})

test('an address is sealed again with a new key, and one whose key is lost can be made anew', async () => {
  const { cookie, userId } = await fixture.signIn('rotated')
  const { url } = await makeFeed(cookie)
  const { db } = fixture.database
  const newKey = { id: 'new', key: Buffer.alloc(32, 5) }
  expect(await resealAll(db, createSealer([newKey, developmentKey]))).toBeGreaterThan(0)
  expect(url).toContain((await readCalendarFeed(db, createSealer([newKey]), userId))?.secret)
  expect(await readFeed(cookie)).toBeNull()
  expect((await makeFeed(cookie)).url).not.toBe(url)
})

test('a calendar that is asked for too often has to wait, wherever it is asked from; others are read', async () => {
  const busy = fixture.withSettings({ trustedProxies: 1 })
  const { path } = await makeFeed((await fixture.signIn('eager')).cookie)
  const neighbours = await makeFeed((await fixture.signIn('patient')).cookie)
  const read = (of: string, from: number) =>
    busy.request(of, { headers: { 'x-forwarded-for': `198.51.100.${from}` } })
  for (let asked = 0; asked < 60; asked += 1) expect((await read(path, asked)).status).toBe(200)
  const limited = await read(path, 200)
  expect([limited.status, limited.headers.has('retry-after')]).toEqual([429, true])
  expect((await read(neighbours.path, 200)).status).toBe(200)
})
