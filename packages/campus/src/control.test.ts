import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInToCampus } from './campus-client.ts'
import { EditError } from './edits.ts'
import type { FaultInput } from './faults.ts'
import type { AssignItem, Course, Item } from './seed/model.ts'
import { startCampus } from './server.ts'
import type { Campus } from './server.ts'

let campus: Campus
let moodle: Awaited<ReturnType<typeof signInToCampus>>
let course: Course

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  moodle = await signInToCampus(campus, 'six')
})
beforeEach(() => {
  campus.control.reset()
  course = campus.control
    .listCourses('six')
    .find(({ term, showgrades }) => term === 'current' && showgrades) as Course
})
afterAll(() => campus.close())

const contentsOf = (courseId = course.id) =>
  moodle.send('core_course_get_contents', { courseid: String(courseId) })
const itemsOf = (of: Course) => of.sections.flatMap((section) => section.items)
const findAssign = () =>
  itemsOf(course).find((item): item is AssignItem => item.modname === 'assign') as AssignItem

describe('faults', () => {
  test.each<[string, FaultInput, number, RegExp, string | null]>([
    ['too many requests', { kind: 'too-many-requests', retryAfterSeconds: 7 }, 429, /html/, '7'],
    ['a maintenance page', { kind: 'maintenance-page', retryAfterSeconds: 60 }, 503, /<html>/, '60'],
    ['a maintenance page without Retry-After', { kind: 'maintenance-page' }, 503, /<html>/, null],
    ['HTML instead of JSON', { kind: 'html' }, 200, /<html>/, null],
    ['web services that are off', { kind: 'forbidden' }, 403, /^$/, null],
    [
      'maintenance told by web services',
      { kind: 'site-maintenance' },
      200,
      /"errorcode":"sitemaintenance"/,
      null,
    ],
    [
      'a cache lock',
      { kind: 'ws-error', errorcode: 'ex_unabletolock' },
      200,
      /"errorcode":"ex_unabletolock"/,
      null,
    ],
    [
      'an expired token',
      { kind: 'expired-token', scope: { function: 'core_course_get_contents' } },
      200,
      /accessexception/,
      null,
    ],
  ])('%s strikes as often as was said', async (_what, fault, status, text, retryAfter) => {
    const { id } = campus.control.addFault({ ...fault, times: 1 })
    const answer = await contentsOf()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe(retryAfter)
    expect(await answer.text()).toMatch(text)
    await campus.control.waitForFault(id)

    moodle = await signInToCampus(campus, 'six')
    expect(await (await contentsOf()).json()).toBeInstanceOf(Array)
  })

  test('truncated JSON breaks off in the middle', async () => {
    campus.control.addFault({ kind: 'truncated-json', times: 1 })
    const broken = await (await contentsOf()).text()
    expect(() => JSON.parse(broken) as unknown).toThrow(SyntaxError)
    const whole = await (await contentsOf()).text()
    expect(whole.startsWith(broken)).toBe(true)
  })

  test('a reset ends the connection without an answer', async () => {
    campus.control.addFault({ kind: 'reset', times: 1 })
    await expect(contentsOf()).rejects.toThrow('fetch failed')
    expect((await contentsOf()).status).toBe(200)
  })

  test('a hanging request is served once the fault is cleared', async () => {
    const { id } = campus.control.addFault({ kind: 'timeout' })
    const answer = contentsOf()
    await campus.control.waitForFault(id)
    expect(campus.control.countCalls()).toBe(0)
    campus.control.clearFault(id)
    expect(await (await answer).json()).toBeInstanceOf(Array)
  })

  test('a hanging request that the client gives up is no longer in flight', async () => {
    const { id } = campus.control.addFault({ kind: 'timeout' })
    const patience = new AbortController()
    const answer = fetch(`${campus.url}/webservice/rest/server.php`, {
      method: 'POST',
      signal: patience.signal,
    })
    await campus.control.waitForFault(id)
    patience.abort()
    await expect(answer).rejects.toThrow('aborted')
    campus.control.clearFaults()
    await contentsOf()
    expect(campus.control.readCounters().inFlight).toBe(0)
  })

  test('strikes only where its scope fits, after those it lets pass', async () => {
    const errorcode = 'errorcoursecontextnotvalid'
    campus.control.addFault({
      kind: 'ws-error',
      errorcode,
      scope: { courseId: course.id, username: 'six' },
      after: 1,
    })
    const other = campus.control.listCourses('six').find(({ id }) => id !== course.id) as Course
    expect(await (await contentsOf()).json()).toBeInstanceOf(Array)
    const responses = await moodle.callBatch([
      ['core_course_get_contents', { courseid: other.id }],
      ['core_course_get_contents', { courseid: course.id }],
      ['core_course_get_contents', { courseid: other.id }],
    ])
    expect(responses.map(({ error }) => error)).toEqual([false, true])
  })

  test('strikes the sign-in of one student', async () => {
    campus.control.addFault({
      kind: 'maintenance-page',
      scope: { function: 'login/token.php', username: 'demo' },
    })
    await expect(signInToCampus(campus, 'demo')).rejects.toThrow(SyntaxError)
    expect((await signInToCampus(campus, 'six')).token).toBe(moodle.token)
  })
})

describe('counters', () => {
  test('tell requests from calls, and which course was read how often', async () => {
    const seen: string[] = []
    const stop = campus.control.onRequest(({ name }) => seen.push(name))
    await moodle.callBatch([
      ['core_course_get_contents', { courseid: course.id }],
      ['core_course_get_contents', { courseid: course.id }],
      ['gradereport_user_get_grade_items', { courseid: course.id }],
    ])
    stop()
    const counters = campus.control.readCounters()
    expect(seen).toEqual(['tool_mobile_call_external_functions'])
    expect(counters).toMatchObject({
      requests: 1,
      requestsByFunction: { tool_mobile_call_external_functions: 1 },
      inFlight: 0,
      peakInFlight: 1,
    })
    expect(counters.busyMs).toBeGreaterThan(0)
    expect(campus.control.countCalls({ function: 'core_course_get_contents', courseId: course.id })).toBe(2)
    expect(campus.control.countCalls({ username: 'six' })).toBe(3)
    expect(campus.control.countCalls({ username: 'demo' })).toBe(0)
  })

  test('know the most requests that were in flight at once', async () => {
    const { id } = campus.control.addFault({ kind: 'timeout' })
    const answers = [contentsOf(), contentsOf(), contentsOf()]
    await campus.control.waitForFault(id, 3)
    campus.control.clearFaults()
    await Promise.all(answers)
    expect(campus.control.readCounters()).toMatchObject({ inFlight: 0, peakInFlight: 3 })
  })

  test('a wait for calls ends when they were seen, and with its signal', async () => {
    const seen = campus.control.waitForCall({
      function: 'core_course_get_contents',
      courseId: course.id,
      count: 2,
    })
    await contentsOf()
    await contentsOf()
    await seen
    const never = campus.control.waitForCall(
      { function: 'mod_assign_get_assignments' },
      AbortSignal.abort('enough'),
    )
    await expect(never).rejects.toBe('enough')
  })

  test('a delay holds each request and each call back', async () => {
    campus.control.setDelay({ requestMs: 40, callMs: 30 })
    const startedAt = performance.now()
    const call: [string, Record<string, unknown>] = ['core_course_get_contents', { courseid: course.id }]
    await moodle.callBatch([call, call])
    // Timers may fire a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(97)
    expect(campus.control.readCounters().busyMs).toBeLessThan(97)
  })
})

describe('edits', () => {
  const readItem = async (cmid: number) => {
    const sections = (await (await contentsOf()).json()) as { modules: (Item & { id: number })[] }[]
    return sections.flatMap((section) => section.modules).find((item) => item.id === cmid)
  }

  test('rename, move, add and remove items for one student alone', async () => {
    const { cmid, instance } = findAssign()
    const at = 1_800_000_000
    const { control } = campus
    control.edit('six', { kind: 'rename-item', cmid, name: 'ת"ב 1 & תיקון' })
    control.edit('six', { kind: 'move-deadline', cmid, at })
    const added = control.edit('six', {
      kind: 'add-item',
      courseId: course.id,
      sectionNumber: 1,
      name: 'New',
      duedate: at,
    })
    expect(await readItem(cmid)).toMatchObject({ name: 'ת"ב 1 &amp; תיקון' })
    expect(await readItem(added.cmid as number)).toMatchObject({ modname: 'assign', name: 'New' })
    const answer = await moodle.call<{ courses: { assignments: { id: number; duedate: number }[] }[] }>(
      'mod_assign_get_assignments',
      { 'courseids[0]': String(course.id) },
    )
    expect(answer.courses[0]?.assignments.find(({ id }) => id === instance)?.duedate).toBe(at)

    control.edit('six', { kind: 'describe-item', cmid, html: '<p>Read it</p>' })
    expect(await readItem(cmid)).toMatchObject({ description: expect.stringContaining('<p>Read it</p>') })

    control.edit('six', { kind: 'move-item', cmid, sectionNumber: 1 })
    const sections = (await (await contentsOf()).json()) as { section: number; modules: { id: number }[] }[]
    const places = sections.filter(({ modules }) => modules.some(({ id }) => id === cmid))
    expect(places.map(({ section }) => section)).toEqual([1])

    control.edit('six', { kind: 'remove-item', cmid })
    expect(await readItem(cmid)).toBeUndefined()
    const other = control.listCourses('demo').find(({ id }) => id === course.id) as Course
    expect(itemsOf(other).some((item) => item.cmid === cmid && item.name !== 'ת"ב 1 & תיקון')).toBe(true)

    control.edit('six', { kind: 'remove-item', cmid: added.cmid as number })
    const next = control.edit('six', {
      kind: 'add-item',
      courseId: course.id,
      sectionNumber: 1,
      name: 'Newer',
    })
    expect(next.cmid).not.toBe(added.cmid)
    control.discardEdits()
    expect(await readItem(cmid)).toBeDefined()
  })

  test('give a grade that report and status both show', async () => {
    const { cmid, instance } = findAssign()
    campus.control.edit('six', { kind: 'give-grade', cmid, value: 97, feedback: '<p>יפה</p>' })
    const report = await moodle.call<{ usergrades: { gradeitems: { cmid?: number; graderaw: number }[] }[] }>(
      'gradereport_user_get_grade_items',
      { courseid: String(course.id) },
    )
    expect(report.usergrades[0]?.gradeitems.find((item) => item.cmid === cmid)?.graderaw).toBe(97)
    const status = await moodle.call('mod_assign_get_submission_status', { assignid: String(instance) })
    expect(status).toMatchObject({
      lastattempt: { gradingstatus: 'graded' },
      feedback: { grade: { grade: '97.00000' } },
    })
  })

  test('post an announcement, newest first', async () => {
    const edit = {
      kind: 'post-announcement',
      courseId: course.id,
      subject: 'אין שיעור',
      message: '<p>x</p>',
    } as const
    campus.control.edit('six', edit)
    const forums = await moodle.call<{ id: number; type: string }[]>('mod_forum_get_forums_by_courses', {
      'courseids[0]': String(course.id),
    })
    const forumid = String(forums.find(({ type }) => type === 'news')?.id)
    const answer = await moodle.call<{ discussions: { subject: string }[] }>(
      'mod_forum_get_forum_discussions',
      { forumid },
    )
    expect(answer.discussions[0]?.subject).toBe('אין שיעור')
  })

  test('remove a course and add another', async () => {
    const before = campus.control.listCourses('six').map(({ id }) => id)
    campus.control.edit('six', { kind: 'remove-course', courseId: course.id })
    expect(await (await contentsOf()).json()).toMatchObject({ errorcode: 'errorcoursecontextnotvalid' })
    const { courseId } = campus.control.edit('six', { kind: 'add-course' })
    const after = campus.control.listCourses('six').map(({ id }) => id)
    expect(after).toEqual([...before.filter((id) => id !== course.id), courseId])
    expect(await (await contentsOf(courseId)).json()).toBeInstanceOf(Array)
  })

  test('what is not there cannot be edited', () => {
    const { control } = campus
    expect(() => control.edit('six', { kind: 'remove-item', cmid: 1 })).toThrow(EditError)
    const { cmid } = findAssign()
    expect(() => control.edit('six', { kind: 'move-item', cmid, sectionNumber: 99 })).toThrow(EditError)
    expect(() => control.edit('nobody', { kind: 'add-course' })).toThrow(EditError)
    expect(() => control.edit('none', { kind: 'remove-course', courseId: course.id })).toThrow(EditError)
  })
})

describe('the control over HTTP', () => {
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${campus.url}/__control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  test('sets delays and faults, and shows the state', async () => {
    await control('POST', '/delay', { requestMs: 1 })
    const fault = await control('POST', '/faults', { kind: 'html', scope: { username: 'six' } })
    expect(fault.status).toBe(201)
    const { id } = (await fault.json()) as { id: number }
    expect(await (await control('GET', '/state')).json()).toMatchObject({
      delay: { requestMs: 1, callMs: 0 },
      faults: [{ id, kind: 'html', hits: 0 }],
      counters: { requests: 0 },
    })
    expect((await control('DELETE', `/faults/${id}`)).status).toBe(204)
    expect(campus.control.readState().faults).toEqual([])
    expect((await control('POST', '/faults', { kind: 'nonsense' })).status).toBe(400)
    expect((await control('POST', '/reset')).status).toBe(204)
    expect(campus.control.readState().delay.requestMs).toBe(0)
  })

  test('waits for calls, and says when it waited in vain', async () => {
    const seen = control('GET', `/wait?function=core_course_get_contents&courseId=${course.id}`)
    await contentsOf()
    expect((await seen).status).toBe(204)
    expect((await control('GET', '/wait?function=none&timeoutMs=5')).status).toBe(408)
  })

  test('edits, lists courses, expires tokens and refuses what does not fit', async () => {
    const edited = await control('POST', '/people/six/edit', {
      kind: 'rename-item',
      cmid: findAssign().cmid,
      name: 'X',
    })
    expect(await edited.json()).toEqual({ courseId: course.id, cmid: findAssign().cmid })
    const courses = (await (await control('GET', '/people/six/courses')).json()) as Course[]
    expect(courses).toEqual(JSON.parse(JSON.stringify(campus.control.listCourses('six'))))
    expect((await control('POST', '/people/six/edit', { kind: 'remove-item', cmid: 1 })).status).toBe(409)
    expect((await control('POST', '/people/six/edit')).status).toBe(400)
    expect((await control('POST', '/people/six/expire-token')).status).toBe(204)
    expect(await (await contentsOf()).json()).toMatchObject({ errorcode: 'accessexception' })
    moodle = await signInToCampus(campus, 'six')
  })
})

test('closing ends requests that hang, and may be asked for twice', async () => {
  const own = await startCampus({ seed: 'spike' })
  const { id } = own.control.addFault({ kind: 'timeout' })
  const hanging = fetch(`${own.url}/login/token.php?appsitecheck=1`)
  const outcome = hanging.catch((error: unknown) => error)
  await own.control.waitForFault(id)
  await Promise.all([own.close(), own.close()])
  expect(await outcome).toBeInstanceOf(TypeError)
})
