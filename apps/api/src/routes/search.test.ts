import { searchAnswerSchema } from '@spike/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCourse } from '../../../../tests/support/student-rows.ts'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string }
let stranger: { cookie: string; userId: string }

beforeAll(async () => {
  fixture = await openApiFixture()
  dana = await fixture.signIn('dana')
  stranger = await fixture.signIn('stranger')
  for (const [index, name] of ['מבוא לפיזיקה', 'פיזיקה 2'].entries()) {
    const course = { user_id: dana.userId, moodle_id: index, full_name: name, short_name: 'PHYS' }
    await addCourse(fixture.database.db, course)
  }
})
afterAll(() => fixture.close())

const ask = (query: string, cookie = dana.cookie) => fixture.request(`/api/search?${query}`, { cookie })

test('a search answers with what was found, kept by no cache', async () => {
  const answer = await ask(`q=${encodeURIComponent('הפיזיק')}&limit=1`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  const { results, more } = searchAnswerSchema.parse(await answer.json())
  expect(results).toMatchObject([
    {
      type: 'course',
      titleParts: [
        { text: 'פיזיקה', hit: true },
        { text: ' 2', hit: false },
      ],
    },
  ])
  expect(more).toBe(true)
})

test('it finds nothing of another student', async () => {
  const answer = await ask(`q=${encodeURIComponent('פיזיקה')}`, stranger.cookie)
  expect(await answer.json()).toEqual({ results: [], more: false })
})

test.each(['q=', 'q=%00', 'q=%27%20%7C%20%21%26', `q=${'x'.repeat(10_000)}`, 'q=%ED%A0%80'])(
  'what can be no word finds nothing: %.20s',
  async (query) => {
    const answer = await ask(query)
    expect([answer.status, await answer.json()]).toEqual([200, { results: [], more: false }])
  },
)

test.each(['', 'q=a&limit=0', 'q=a&limit=101', 'q=a&type=person'])('refuses %s', async (query) => {
  const answer = await ask(query)
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'request.invalid' } }])
})

test('it needs a session', async () => {
  expect((await fixture.request('/api/search?q=a')).status).toBe(401)
})

test('a search that the database does not answer in time says to try again', async () => {
  const { db } = fixture.database
  await db.transaction().execute(async (tx) => {
    await sql`lock table search_entries in access exclusive mode`.execute(tx)
    const answer = await ask('q=a')
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: 'server.busy' } }])
  })
})
