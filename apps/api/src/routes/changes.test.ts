import { type Change, changesAnswerSchema } from '@spike/contract'
import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest'
import { addCourse } from '../../../../tests/support/student-rows.ts'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string }
let stranger: { cookie: string; userId: string }
let physicsId: number
let historyId: number
/** By title. */
let ids: Record<string, string>

beforeAll(async () => {
  fixture = await openApiFixture()
  dana = await fixture.signIn('dana')
  stranger = await fixture.signIn('stranger')
  physicsId = await addCourse(fixture.database.db, {
    user_id: dana.userId,
    moodle_id: 1,
    full_name: 'Physics',
  })
  historyId = await addCourse(fixture.database.db, {
    user_id: dana.userId,
    moodle_id: 2,
    full_name: 'History',
  })
})
afterAll(() => fixture.close())

beforeEach(async () => {
  const { db } = fixture.database
  await db.deleteFrom('changes').execute()
  const change = (title: string, kind: Change['kind'], courseId: number | null) => ({
    user_id: dana.userId,
    course_id: courseId,
    subject: kind === 'announcement_posted' ? ('announcement' as const) : ('item' as const),
    kind,
    title,
    fields: '[]',
  })
  const rows = await db
    .insertInto('changes')
    .values([
      change('Homework', 'new', physicsId),
      change('The lab moves', 'announcement_posted', physicsId),
      change('Exam', 'grade_given', historyId),
      change('Essay', 'changed', historyId),
    ])
    .returning(['id', 'title'])
    .execute()
  ids = Object.fromEntries(rows.map(({ id, title }) => [title, String(id)]))
})

async function list(query = '', { cookie } = dana) {
  const answer = await fixture.request(`/api/changes?${query}`, { cookie })
  expect(answer.status).toBe(200)
  return changesAnswerSchema.parse(await answer.json())
}
const titlesOf = ({ changes }: { changes: Change[] }) => changes.map(({ title }) => title)
const unread = async () => titlesOf(await list('unread=true'))

async function markRead(body: object, { cookie } = dana) {
  const answer = await fixture.request('/api/changes/read', { cookie, body })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { unreadCount: number }).unreadCount
}

test('what was not read says so, and how much that is', async () => {
  await markRead({ ids: [ids['Exam']] })
  const { changes, unreadCount } = await list('kind=grade_given')
  expect(changes).toMatchObject([{ title: 'Exam', read: true }])
  expect(unreadCount).toBe(3)
  expect(await unread()).toEqual(['Essay', 'The lab moves', 'Homework'])
})

test('several kinds can be asked for at once', async () => {
  expect(titlesOf(await list('kind=new&kind=grade_given'))).toEqual(['Exam', 'Homework'])
  expect(titlesOf(await list(`kind=new&kind=grade_given&courseId=${physicsId}`))).toEqual(['Homework'])
})

describe('marking as read', () => {
  test('can be for single ones, again as well', async () => {
    expect(await markRead({ ids: [ids['Exam'], ids['Homework']] })).toBe(2)
    expect(await markRead({ ids: [ids['Exam'], ids['Homework']] })).toBe(2)
    expect(await unread()).toEqual(['Essay', 'The lab moves'])
  })

  test('can be for all up to one: what came later stays unread', async () => {
    expect(await markRead({ upTo: ids['Exam'] })).toBe(1)
    expect(await unread()).toEqual(['Essay'])
  })

  test('can be for those of a course', async () => {
    expect(await markRead({ courseId: String(historyId) })).toBe(2)
    expect(await unread()).toEqual(['The lab moves', 'Homework'])
  })

  test('is for what meets all that is said', async () => {
    expect(await markRead({ upTo: ids['Essay'], courseId: String(historyId), kinds: ['changed'] })).toBe(3)
    expect(await unread()).toEqual(['Exam', 'The lab moves', 'Homework'])
  })

  test("leaves another student's alone", async () => {
    const all = { ids: Object.values(ids) }
    expect(await markRead(all, stranger)).toBe(0)
    await markRead({ upTo: ids['Essay'] }, stranger)
    await markRead({ courseId: String(physicsId) }, stranger)
    expect(await unread()).toHaveLength(4)
  })

  test.each([
    [{}],
    [{ kinds: ['new'] }],
    [{ ids: [] }],
    [{ ids: ['x'] }],
    [{ upTo: '0' }],
    [{ upTo: '1', kinds: ['other'] }],
  ])('refuses %j', async (body) => {
    const answer = await fixture.request('/api/changes/read', { cookie: dana.cookie, body })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'request.invalid' } }])
  })

  test('needs a session, and the page of Spike', async () => {
    expect((await fixture.request('/api/changes/read', { body: { upTo: '1' } })).status).toBe(401)
    const elsewhere = await fixture.request('/api/changes/read', {
      body: { upTo: '1' },
      cookie: dana.cookie,
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(elsewhere.status).toBe(403)
  })
})

test('an announcement comes with what it says: the newest of its name that was there by then', async () => {
  const posted = (moodleId: number, day: number, text: string, more = {}) => ({
    user_id: dana.userId,
    course_id: physicsId,
    moodle_id: moodleId,
    title: 'The lab moves',
    message_html: text,
    posted_at: new Date(Date.UTC(2020, 0, day)),
    modified_at: new Date(Date.UTC(2020, 0, day)),
    url: `https://moodle.campus.example/mod/forum/discuss.php?d=${moodleId}`,
    announcement: true,
    ...more,
  })
  await fixture.database.db
    .insertInto('discussions')
    .values([
      posted(1, 1, '<p>Old</p>'),
      posted(2, 2, '<p>Room 7</p>'),
      posted(3, 3, '<p>Not one</p>', { announcement: false }),
      posted(4, 1, '<p>Later</p>', { posted_at: new Date('2999-01-01Z') }),
    ])
    .execute()
  const { changes } = await list('kind=announcement_posted&kind=new')
  expect(changes).toMatchObject([
    {
      title: 'The lab moves',
      textHtml: '<p>Room 7</p>',
      url: 'https://moodle.campus.example/mod/forum/discuss.php?d=2',
    },
    { title: 'Homework', textHtml: null, url: 'https://moodle.campus.example/course/view.php?id=1' },
  ])
})
