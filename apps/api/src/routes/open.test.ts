import type { ErrorAnswer } from '@spike/contract'
import { markCredentialRefused, setInstitutionEnabled } from '@spike/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCourse, addItem, addSection } from '../../../../tests/support/student-rows.ts'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string; syncJobId: string | null }
let stranger: { cookie: string; userId: string }
let courseId: number
let itemId: number
const readAt = new Date('2026-11-01T00:00:00Z')

beforeAll(async () => {
  fixture = await openApiFixture({ autoSyncEnabled: false })
  dana = await fixture.signIn('dana')
  stranger = await fixture.signIn('stranger')
  ;({ courseId, itemId } = await storeCourse(dana.userId))
})
afterAll(() => fixture.close())

const open = (path: string, { cookie } = dana as { cookie: string }) =>
  fixture.request(`/api/${path}/open`, { method: 'POST', cookie })
const codeOf = async (answer: Response) => ((await answer.json()) as ErrorAnswer).error.code
const jobs = () =>
  fixture.database.db
    .selectFrom('sync_jobs')
    .select(['id', 'trigger'])
    .where('user_id', '=', dana.userId)
    .execute()

test('of a university that is switched off nothing is read, and nothing is noted', async () => {
  await setInstitutionEnabled(fixture.database.db, 'campus', false)
  try {
    const answer = await open(`courses/${courseId}`)
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'auth.institution_disabled'])
  } finally {
    await setInstitutionEnabled(fixture.database.db, 'campus', true)
  }
  expect(await jobs()).toEqual([])
})

test('opening a course that was not read lately gives the job that reads it, and so does opening its items', async () => {
  const answer = await open(`courses/${courseId}`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const { jobId } = (await answer.json()) as { jobId: string }
  expect(await jobs()).toEqual([{ id: jobId, trigger: 'opened' }])
  expect(await (await open(`items/${itemId}`)).json()).toEqual({ jobId })
  expect(await jobs()).toHaveLength(1)
})

test('where all was read lately there is no job', async () => {
  const { db } = fixture.database
  await db
    .updateTable('course_readings')
    .set({ read_at: fixture.clock.now })
    .where('course_id', '=', courseId)
    .execute()
  await db.updateTable('items').set({ detail: 'full' }).where('id', '=', itemId).execute()
  for (const path of [`courses/${courseId}`, `items/${itemId}`]) {
    expect(await (await open(path)).json()).toEqual({ jobId: null })
  }
})

test('whose credential the site refused is asked to sign in again', async () => {
  const lapsed = await fixture.signIn('lapsed')
  const own = await storeCourse(lapsed.userId)
  await markCredentialRefused(fixture.database.db, { userId: lapsed.userId, storedAt: new Date() })
  for (const path of [`courses/${own.courseId}`, `items/${own.itemId}`]) {
    const answer = await open(path, lapsed)
    expect([path, answer.status, await codeOf(answer)]).toEqual([path, 401, 'auth.sign_in_again'])
  }
})

test("a stranger's, and what is no id, are not found; nobody else may ask", async () => {
  for (const [path, who] of [
    [`courses/${courseId}`, stranger],
    [`items/${itemId}`, stranger],
    ['courses/x', dana],
    ['items/0', dana],
    [`items/${itemId + 1000}`, dana],
  ] as const) {
    const answer = await open(path, who)
    expect([path, answer.status, await codeOf(answer)]).toEqual([path, 404, 'request.not_found'])
  }
  for (const path of [`courses/${courseId}`, `items/${itemId}`]) {
    expect((await fixture.request(`/api/${path}/open`, { method: 'POST' })).status).toBe(401)
    const headers = { 'sec-fetch-site': 'cross-site' }
    const crossed = await fixture.request(`/api/${path}/open`, {
      method: 'POST',
      cookie: dana.cookie,
      headers,
    })
    expect(await codeOf(crossed)).toBe('auth.origin_refused')
  }
})

async function storeCourse(userId: string): Promise<{ courseId: number; itemId: number }> {
  const { db } = fixture.database
  const course_id = await addCourse(db, { user_id: userId, moodle_id: 1, full_name: 'Physics' })
  const own = { user_id: userId, course_id }
  await db
    .insertInto('course_readings')
    .values({ ...own, read_at: readAt })
    .execute()
  const section_id = await addSection(db, own)
  const folder = { modname: 'folder', kind: 'reading', detail: 'outside' } as const
  const item_id = await addItem(db, { ...own, section_id, moodle_id: 1, ...folder })
  return { courseId: course_id, itemId: item_id }
}
