import { expect, test } from 'vitest'
import { Refusal } from '../testing/scripted-site.ts'
import { nowSeconds } from '../testing/small-moodle.ts'
import { redirect } from './testing/scripted-website.ts'
import {
  activity,
  coursePage,
  discussion,
  errorPage,
  forumPage,
  gradeReport,
  makePage,
  oldActivity,
  oldSection,
  section,
  siteUrl,
} from './testing/small-pages.ts'
import { readAll, startSite } from './testing/small-site.ts'

const day = 86_400

test('tells who the student is from their own page', async () => {
  const { reader, site } = await startSite({ courses: 1 })
  expect(await reader.readProfile()).toEqual({
    moodleUserId: 7,
    username: '',
    fullName: "No'a Levi",
    siteUrl: site.url,
    siteName: 'Small Moodle',
    release: null,
    language: 'en',
  })
  expect(reader.knowledge.transport).toBe('website')
})

test('reads every course with what is due in it', async () => {
  const { reader } = await startSite({ courses: 2 })
  const { courses, readings } = await readAll(reader)
  expect(courses.map(({ fullName, categoryName }) => [fullName, categoryName])).toEqual([
    ['Course 1', 'Science'],
    ['Course 2', 'Science'],
  ])
  const [first] = readings
  if (!first?.ok) throw new Error('the course was not read')
  const { content } = first
  expect(content.sections).toHaveLength(1)
  expect(content.sections[0]?.items.map(({ modname, name, detail }) => [modname, name, detail])).toEqual([
    ['label', 'Text 1', 'listed'],
    ['folder', 'Folder 1', 'listed'],
    ['assign', 'Exercise 1-0', 'listed'],
    ['assign', 'Exercise 1-1', 'listed'],
  ])
  expect(
    content.assignments.map(({ dueAt, submissionState, graded }) => [dueAt, submissionState, graded]),
  ).toEqual([
    [new Date('2026-11-27T21:59:00Z'), 'new', true],
    [new Date('2026-11-27T21:59:00Z'), 'submitted', false],
  ])
  expect(content.grades).toMatchObject([{ moodleId: 1, itemMoodleId: 110, grade: 85, max: 100 }])
  expect([content.teachers, content.categoryName]).toEqual([null, null])
})

test.each([1, 20, 21, 40, 61, 120])('asks at most 6 + 2N pages of a site for %i courses', async (courses) => {
  const { reader } = await startSite({ courses })
  const { readings } = await readAll(reader)
  expect(readings.filter(({ ok }) => ok)).toHaveLength(courses)
  expect(reader.requestCount).toBeLessThanOrEqual(6 + 2 * courses)
})

test.each([1, 40])('asks at most 6 + 3N pages of a 3.11 for %i courses', async (courses) => {
  const { reader, site } = await startSite({ courses, release: '3.11' })
  const { readings } = await readAll(reader)
  expect(readings.filter(({ ok }) => ok)).toHaveLength(courses)
  expect(reader.requestCount).toBe(4 + 3 * courses)
  expect(site.mostInFlight).toBe(1)
})

test('has one request in flight, however many there may be', async () => {
  const { reader, site } = await startSite({ courses: 3 }, { requestsInFlight: 4 })
  await readAll(reader)
  expect(site.mostInFlight).toBe(1)
})

test('reads the course page where there are no assignments to be asked for', async () => {
  const { reader, site } = await startSite({ courses: 2, assignmentsPerCourse: 0 })
  const { readings } = await readAll(reader)
  expect(site.asked('/mod/assign/index.php')).toEqual([])
  expect(reader.requestCount).toBeLessThanOrEqual(6 + 2 * 2)
  const [first] = readings
  const items = first?.ok ? first.content.sections[0]?.items : []
  expect(items?.map(({ modname, detail }) => [modname, detail])).toEqual([
    ['label', 'full'],
    ['folder', 'outside'],
  ])
  expect(first?.ok && first.content.sections[0]?.summaryHtml).toBe('<p>Welcome</p>')
})

test('reads what is inside of an opened item, and of that alone', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  const tree = `<div class="foldertree"><ul><li><span class="fp-filename"></span><ul><li><span class="fp-filename"><a href="${siteUrl}/pluginfile.php/5/mod_folder/content/0/a.pdf?forcedownload=1">a.pdf</a></span></li></ul></li></ul></div>`
  site.change({
    page: (request) =>
      request.path === '/mod/folder/view.php?id=101'
        ? makePage({ bodyId: 'page-mod-folder-view', main: tree })
        : script.page(request),
  })
  const { readings } = await readAll(reader, { openedItems: new Set([101]), account: false })
  const [first] = readings
  if (!first?.ok) throw new Error('the course was not read')
  const items = first.content.sections[0]?.items ?? []
  expect(items.find(({ moodleId }) => moodleId === 101)).toMatchObject({
    detail: 'full',
    files: [{ name: 'a.pdf', path: '/', url: `${site.url}/pluginfile.php/5/mod_folder/content/0/a.pdf` }],
  })
  expect(items.find(({ modname }) => modname === 'assign')?.detail).toBe('outside')
  expect(site.asked('/mod/').filter((path) => path.includes('view.php'))).toEqual([
    '/mod/folder/view.php?id=101',
  ])
})

test('reads the discussions of an opened forum', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  const state = JSON.stringify({
    section: [{ id: 1, section: 0, title: 'Week 0', cmlist: [5] }],
    cm: [{ id: 5, name: 'News', module: 'forum', url: 'x' }],
  })
  site.change({
    ajax: (call) => (call.methodname === 'core_courseformat_get_state' ? state : script.ajax?.(call)),
    page(request) {
      if (request.path.startsWith('/mod/forum/view.php')) return forumPage([31, 32])
      if (request.path.startsWith('/mod/forum/discuss.php'))
        return discussion(Number(request.path.split('d=')[1]))
      return request.path.startsWith('/course/view.php')
        ? coursePage(
            section({ id: 1, number: 0, items: activity({ id: 5, modname: 'forum', name: 'News' }) }),
          )
        : script.page(request)
    },
  })
  const { readings } = await readAll(reader, { openedItems: new Set([5]) })
  expect(readings[0]).toMatchObject({
    ok: true,
    content: {
      forums: [
        {
          type: 'news',
          discussionCount: 2,
          discussions: [
            {
              moodleId: 31,
              title: 'Hello 31',
              messageHtml: '<p>Text 31</p>',
              authorName: 'Dr. Cohen',
              replyCount: 2,
            },
            { moodleId: 32 },
          ],
        },
      ],
    },
  })
})

test('an opened item that the site refuses is left as it was', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  site.change({
    page: (request) =>
      request.path.startsWith('/mod/folder/view.php')
        ? redirect(`${siteUrl}/course/view.php?id=1`)
        : script.page(request),
  })
  const { readings } = await readAll(reader, { openedItems: new Set([101]) })
  const items = readings[0]?.ok ? readings[0].content.sections[0]?.items : []
  expect(items?.find(({ moodleId }) => moodleId === 101)?.detail).toBe('outside')
})

test('follows the sections of a 3.11 course that are on pages of their own', async () => {
  const { reader, site, script } = await startSite({ courses: 1, release: '3.11' })
  const label = (id: number) => oldActivity({ id, modname: 'label', name: `Text ${id}` })
  const summary = `<li id="section-1" class="section main section-summary clearfix" aria-label="Week 1"><div class="content"><h3 class="section-title"><a href="${siteUrl}/course/view.php?id=1&amp;section=1">Week 1</a></h3></div></li>`
  site.change({
    page(request) {
      if (request.path === '/course/view.php?id=1')
        return coursePage(oldSection({ id: 50, number: 0, items: label(1) }) + summary)
      return request.path === '/course/view.php?id=1&section=1'
        ? coursePage(oldSection({ id: 51, number: 1, items: label(2) }))
        : script.page(request)
    },
  })
  const { readings } = await readAll(reader)
  const sections = readings[0]?.ok ? readings[0].content.sections : []
  expect(
    sections.map(({ moodleId, name, items }) => [moodleId, name, items.map((item) => item.moodleId)]),
  ).toEqual([
    [50, 'Week 0', [1]],
    [51, 'Week 1', [2]],
  ])
})

test('the calendar gives the second of a date, and the page says which date it is', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  const words = Date.parse('2026-11-27T21:59:00Z') / 1000
  const event = (id: number, instance: number, timesort: number) => ({
    id,
    instance,
    timesort,
    name: 'due',
    modulename: 'assign',
    eventtype: 'due',
    course: { id: 2 },
  })
  site.change({
    ajax: (call) =>
      call.methodname.endsWith('monthly_view')
        ? { weeks: [{ days: [{ events: [event(1, 110, words + 59), event(2, 111, words - 3 * day)] }] }] }
        : script.ajax?.(call),
  })
  const { readings, parts } = await readAll(reader)
  const assignments = readings[0]?.ok ? readings[0].content.assignments : []
  expect(assignments.map(({ dueAt }) => dueAt)).toEqual([
    new Date((words + 59) * 1000),
    // Moved for this student alone.
    new Date(words * 1000),
  ])
  const events = parts.find((part) => part.kind === 'events')
  expect(
    events?.events?.map(({ moodleId, itemMoodleId, courseMoodleId }) => [
      moodleId,
      itemMoodleId,
      courseMoodleId,
    ]),
  ).toEqual([
    [2, 111, 2],
    [1, 110, 2],
  ])
})

test('reads all pages of the action events', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  const event = (id: number) => ({ id, timesort: nowSeconds + 200 * day + id, name: 'x', eventtype: 'due' })
  site.change({
    ajax(call) {
      if (!call.methodname.endsWith('by_timesort') || call.args['timesortto']) return script.ajax?.(call)
      const after = Number(call.args['aftereventid'] ?? 0)
      const events = Array.from({ length: after < 100 ? 50 : 7 }, (_, k) => event(after + k + 1))
      return { events, lastid: events.at(-1)?.id }
    },
  })
  const { parts } = await readAll(reader)
  const events = parts.find((part) => part.kind === 'events')
  expect(events?.events).toHaveLength(107)
})

test('what the site does not let be read of the calendar is not known', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  site.change({
    ajax: (call) =>
      /by_timesort|popup/.test(call.methodname) ? new Refusal('servicenotavailable') : script.ajax?.(call),
  })
  const { parts, readings } = await readAll(reader)
  expect(parts.slice(0, 2)).toMatchObject([
    { kind: 'events', events: null },
    { kind: 'notifications', notifications: null },
  ])
  expect(readings).toMatchObject([{ ok: true }])
})

test('a course that shows no grades has none', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  site.change({
    page: (request) =>
      request.path.startsWith('/grade/')
        ? { status: 404, body: errorPage('invaliduser', 'page-grade-report-user-index') }
        : script.page(request),
  })
  const { readings } = await readAll(reader)
  expect(readings).toMatchObject([{ ok: true, content: { grades: [] } }])
})

test('a hidden grade is not told', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  site.change({
    page: (request) =>
      request.path.startsWith('/grade/')
        ? gradeReport([
            { id: 1, cmid: 110, hidden: true },
            { id: 2, kind: 'courseitem', grade: '180.00' },
          ])
        : script.page(request),
  })
  const { readings } = await readAll(reader)
  expect(readings[0]?.ok && readings[0].content.grades).toMatchObject([
    { moodleId: 1, hidden: true, grade: null, feedbackHtml: null },
    { moodleId: 2, kind: 'course', name: '', grade: 180, itemMoodleId: null },
  ])
})

test('keeps the known date where its words are not understood', async () => {
  const { reader, site, script } = await startSite({ courses: 1, assignmentsPerCourse: 1 })
  const dueAt = new Date('2026-12-24T21:59:00Z')
  site.change({
    page(request) {
      const page = script.page(request)
      return typeof page === 'string'
        ? page.replace('Friday, 27 November 2026, 11:59 PM', 'perjantai 27. marraskuu')
        : page
    },
  })
  const read = [100, 101, 110].map((id) => [id, 'full'] as const)
  const nothing = {
    items: new Map(read),
    assignments: new Map(),
    quizzes: new Map(),
    forums: new Map(),
    readAt: new Date(0),
  }
  const assignment = {
    submissionState: 'new' as const,
    graded: false,
    dueAt,
    cutOffAt: null,
    extendedTo: null,
    grade: null,
    gradedAt: null,
  }
  const known = new Map([[1, { ...nothing, assignments: new Map([[110, assignment]]) }]])
  const { readings } = await readAll(reader, { known })
  expect(readings[0]?.ok && readings[0].content.assignments[0]?.dueAt).toEqual(dueAt)
})

test('a quiz that is listed alone keeps its times, which the calendar shows for some months only', async () => {
  const { reader, site, script } = await startSite({ courses: 1 })
  const state = JSON.stringify({
    section: [{ id: 1, section: 0, title: 'Week 0', cmlist: [5, 110] }],
    cm: [
      { id: 5, name: 'Quiz', module: 'quiz', url: 'x' },
      { id: 110, name: 'Exercise', module: 'assign', url: 'x' },
    ],
  })
  site.change({
    ajax: (call) => (call.methodname === 'core_courseformat_get_state' ? state : script.ajax?.(call)),
  })
  const opensAt = new Date('2026-04-28T12:00:30Z')
  const closesAt = new Date('2026-05-01T12:00:30Z')
  const quiz = { opensAt, closesAt, grade: null, gradedAt: null, attemptCount: null, attemptOpen: false }
  const read = [
    [5, 'listed'],
    [110, 'full'],
  ] as const
  const nothing = { items: new Map(read), assignments: new Map(), forums: new Map(), readAt: new Date(0) }
  const known = new Map([[1, { ...nothing, quizzes: new Map([[5, quiz]]) }]])
  const { readings } = await readAll(reader, { known })
  expect(readings[0]?.ok && readings[0].content.quizzes).toMatchObject([
    { itemMoodleId: 5, opensAt, closesAt, attempts: null, bestGrade: null },
  ])
})

test('tells of every page and every call that was asked for', async () => {
  const { reader, calls } = await startSite({ courses: 1 })
  await readAll(reader)
  expect(new Set(calls.map(({ request }) => request)).size).toBe(reader.requestCount)
  expect(calls.filter(({ courseMoodleId }) => courseMoodleId === 1).map((call) => call.function)).toEqual([
    'core_courseformat_get_state',
    'mod/assign/index.php',
    'grade/report/user/index.php',
  ])
  expect(JSON.stringify(calls)).not.toContain('canary')
})
