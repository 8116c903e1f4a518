import { type AccountExport, accountExportSchema, type ErrorAnswer, exportTables } from '@spike/contract'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCourse, addFile, addItem, addSection } from '../../../../tests/support/student-rows.ts'
import { type ApiFixture, canary, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string; syncJobId: string | null }
beforeAll(async () => {
  fixture = await openApiFixture()
  fixture.clock.now = new Date('2026-11-22T12:00:00Z')
  dana = await fixture.signIn('dana')
  await storeCourse(dana.userId, 'Physics')
  await storeCourse((await fixture.signIn('stranger')).userId, 'Astronomy')
})
afterAll(() => fixture.close())

async function storeCourse(userId: string, name: string): Promise<void> {
  const { db } = fixture.database
  const teachers = JSON.stringify(['Prof. Levi'])
  const course_id = await addCourse(db, { user_id: userId, moodle_id: 12, full_name: name, teachers })
  const own = { user_id: userId, course_id }
  const section_id = await addSection(db, own)
  const item_id = await addItem(db, { ...own, section_id, moodle_id: 1001, name: `=1+1 of ${name}` })
  const url = 'https://moodle.campus.example/pluginfile.php/77'
  await addFile(db, { ...own, item_id, name: 'notes.pdf', url })
  await addFile(db, { ...own, item_id, name: 'Video', type: 'url', url: 'https://video.example/1' })
  const grade = { ...own, kind: 'item', position: 1 } as const
  await db
    .insertInto('grades')
    .values([
      { ...grade, moodle_id: 1, name: 'Homework', hidden: false, grade: 92.5 },
      { ...grade, moodle_id: 2, name: 'Secret exam', hidden: true, last_given: '55' },
    ])
    .execute()
}

const download = (format: string, cookie = dana.cookie) =>
  fixture.request(`/api/account/export?format=${format}`, { cookie })
const readJson = async (cookie?: string): Promise<AccountExport> =>
  accountExportSchema.parse(await (await download('json', cookie)).json())

describe('as JSON', () => {
  test('is one object of the documented shape, saved under a name of its own', async () => {
    const answer = await download('json')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('content-disposition')).toContain(
      'attachment; filename="spike-dana-2026-11-22.json"',
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const all = accountExportSchema.parse(await answer.json())
    expect(all).toMatchObject({
      format: 'spike-account',
      formatVersion: 1,
      exportedAt: '2026-11-22T12:00:00.000Z',
      account: [{ id: dana.userId, username: 'dana', institutionId: 'campus' }],
      courses: [{ fullName: 'Physics', teachers: ['Prof. Levi'] }],
      items: [{ name: '=1+1 of Physics', kind: 'lecture' }],
      syncs: [{ id: dana.syncJobId, trigger: 'sign_in' }],
      syncEvents: [{ jobId: dana.syncJobId, kind: 'queued' }],
      devices: [{ browser: null }],
    })
  })

  test('has no hidden grade, no address of a file, and nothing that opens anything', async () => {
    const all = await readJson()
    expect(all.grades).toMatchObject([{ name: 'Homework', grade: 92.5 }])
    expect(all.files).toMatchObject([
      { name: 'notes.pdf', url: null },
      { name: 'Video', url: 'https://video.example/1' },
    ])
    const text = JSON.stringify(all)
    const session = dana.cookie.split('=')[1] ?? 'none'
    for (const secret of [canary.password, canary.token, session, 'Astronomy', 'Secret exam', 'pluginfile']) {
      expect(text).not.toContain(secret)
    }
  })

  test('tells of a student without any course too', async () => {
    const all = await readJson((await fixture.signIn('empty')).cookie)
    expect([all.courses, all.grades]).toEqual([[], []])
  })
})

test('as CSV is a zip with a file a table, whose texts are no formulas', async () => {
  const answer = await download('csv')
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toContain('filename="spike-dana-2026-11-22.csv.zip"')
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  expect(Object.keys(files)).toEqual(Object.keys(exportTables).map((table) => `${table}.csv`))
  expect(strFromU8(files['items.csv'] ?? new Uint8Array())).toContain(",'=1+1 of Physics,")
})

test('in no other format', async () => {
  const answer = await download('xml')
  expect([answer.status, ((await answer.json()) as ErrorAnswer).error.code]).toEqual([400, 'request.invalid'])
})

test('twelve times an hour at most, each student for themselves', async () => {
  const { cookie } = await fixture.signIn('greedy')
  for (let time = 1; time <= 12; time += 1) {
    const answer = await download('json', cookie)
    await answer.body?.cancel()
    expect(answer.status).toBe(200)
  }
  const refused = await download('json', cookie)
  const { error } = (await refused.json()) as ErrorAnswer
  expect([refused.status, error.code]).toEqual([429, 'request.rate_limited'])
  expect((await download('json')).status).toBe(200)
})

test('not by a link on another site, which counts for nothing', async () => {
  const { cookie } = await fixture.signIn('lured')
  const from = (site: string) =>
    fixture.request('/api/account/export?format=json', { cookie, headers: { 'sec-fetch-site': site } })
  for (let time = 1; time <= 13; time += 1) {
    const answer = await from(time % 2 === 0 ? 'cross-site' : 'same-site')
    const { error } = (await answer.json()) as ErrorAnswer
    expect([answer.status, error.code]).toEqual([403, 'auth.origin_refused'])
  }
  for (const site of ['same-origin', 'none']) {
    const answer = await from(site)
    await answer.body?.cancel()
    expect(answer.status).toBe(200)
  }
})
