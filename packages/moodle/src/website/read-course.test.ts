import { describe, expect, test } from 'vitest'
import type { CourseReading, ItemDetail } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import { Refusal } from '../testing/scripted-site.ts'
import { type WebsiteAnswer, redirect } from './testing/scripted-website.ts'
import {
  activity,
  coursePage,
  errorPage,
  gradeReport,
  makePage,
  oldActivity,
  oldSection,
  section,
  siteUrl,
} from './testing/small-pages.ts'
import { readAll, startSite } from './testing/small-site.ts'

const knownCourse = (items: readonly (readonly [number, ItemDetail])[]): KnownCourse => ({
  readAt: new Date(0),
  items: new Map(items),
  assignments: new Map(),
  quizzes: new Map(),
  forums: new Map(),
})
const contentOf = (reading: CourseReading | undefined) => {
  if (!reading?.ok) throw new Error(`the course was not read: ${reading?.error.message}`)
  return reading.content
}
const detailsOf = (reading: CourseReading | undefined) =>
  contentOf(reading).sections.flatMap(({ items }) => items.map(({ moodleId, detail }) => [moodleId, detail]))
const pagesOf = (asked: readonly string[], course: number) =>
  asked
    .filter((path) => path.includes(`id=${course}`))
    .map((path) => /^\/(course|mod\/assign|grade)\//.exec(path)?.[1])

type Site = Awaited<ReturnType<typeof startSite>>
/** A site on which these pages are otherwise. */
function changePages({ site, script }: Site, pages: Record<string, WebsiteAnswer | string>): void {
  site.change({ page: (request) => pages[request.path] ?? script.page(request) })
}
/** One course's structure. */
function changeState({ site, script }: Site, state: object): void {
  site.change({
    ajax: (call) =>
      call.methodname === 'core_courseformat_get_state' ? JSON.stringify(state) : script.ajax?.(call),
  })
}
const cm = (id: number, module: string, changes: object = {}) => ({
  id,
  name: `${module} ${id}`,
  module,
  url: 'x',
  ...changes,
})

describe('of the course’s page and the index of assignments a sync reads', () => {
  test('the page of a course that is over, and the index of one in progress', async () => {
    const { reader, site } = await startSite({ courses: 2, ended: [2] })
    const { readings } = await readAll(reader)
    expect(pagesOf(site.asked('/'), 1)).toEqual(['mod/assign', 'grade'])
    expect(pagesOf(site.asked('/'), 2)).toEqual(['course', 'grade'])
    const past = readings.find(({ courseMoodleId }) => courseMoodleId === 2)
    expect(contentOf(past).assignments).toMatchObject([
      { submissionState: 'unknown', graded: true },
      { submissionState: 'unknown', graded: false },
    ])
    expect(detailsOf(past).map(([, detail]) => detail)).toEqual(['full', 'outside', 'outside', 'outside'])
    expect(contentOf(past).sections[0]).toMatchObject({ detail: 'full', summaryHtml: '<p>Welcome</p>' })
  })

  test.each<[string, readonly (readonly [number, ItemDetail])[], string]>([
    ['the page where nothing but names is known', [100, 101, 110, 111].map((id) => [id, 'listed']), 'course'],
    ['the page where something is new', [100, 101, 110].map((id) => [id, 'full']), 'course'],
    ['the index otherwise', [100, 101, 110, 111].map((id) => [id, 'full']), 'mod/assign'],
    [
      'the index where only sections on pages of their own were not read',
      [100, 101, 110, 111].map((id) => [id, id === 111 ? 'listed' : 'outside']),
      'mod/assign',
    ],
  ])('%s', async (_, items, page) => {
    const { reader, site } = await startSite({ courses: 1 })
    await readAll(reader, { known: new Map([[1, knownCourse(items)]]) })
    expect(pagesOf(site.asked('/'), 1)).toEqual([page, 'grade'])
  })

  test('both where the course was opened', async () => {
    const { reader, site } = await startSite({ courses: 1 })
    const { readings } = await readAll(reader, { account: false })
    expect(pagesOf(site.asked('/'), 1).toSorted()).toEqual(['course', 'grade', 'mod/assign'])
    expect(detailsOf(readings[0]).every(([, detail]) => detail !== 'listed')).toBe(true)
    expect(contentOf(readings[0]).assignments[1]?.submissionState).toBe('submitted')
  })
})

test('a listed file module has its file, but for one that is locked', async () => {
  const started = await startSite({ courses: 1 })
  changeState(started, {
    section: [{ id: 1, section: 0, title: 'Week 0', cmlist: [5, 6, 110] }],
    cm: [cm(5, 'resource'), cm(6, 'resource', { uservisible: false }), cm(110, 'assign')],
  })
  const { readings } = await readAll(started.reader)
  const [open, locked] = contentOf(readings[0]).sections[0]?.items ?? []
  expect(open).toMatchObject({
    detail: 'listed',
    files: [
      {
        name: 'resource 5',
        type: 'file',
        url: `${started.site.url}/mod/resource/view.php?id=5&redirect=1`,
      },
    ],
  })
  expect(locked?.files).toEqual([])
})

test.each([1, 40])(
  'a site without an index of assignments is read within 6 + 2N, %i courses',
  async (courses) => {
    const { reader, site, script } = await startSite({ courses })
    site.change({
      page: (request) =>
        request.path.startsWith('/mod/assign/index.php')
          ? redirect(`${siteUrl}/course/overview.php?id=1&expand[]=assign`)
          : script.page(request),
    })
    const { readings } = await readAll(reader)
    expect(readings.map((reading) => detailsOf(reading).some(([, detail]) => detail === 'listed'))).toEqual(
      readings.map(() => false),
    )
    expect(readings).toHaveLength(courses)
    expect(contentOf(readings[0]).grades).toHaveLength(1)
    expect(site.asked('/mod/assign/index.php')).toHaveLength(1)
    expect(reader.requestCount).toBeLessThanOrEqual(6 + 2 * courses)
  },
)

describe('grades', () => {
  const read = async (answer: WebsiteAnswer | string) => {
    const started = await startSite({ courses: 2 })
    changePages(started, { '/grade/report/user/index.php?id=1': answer })
    const { readings } = await readAll(started.reader)
    return readings[0]
  }
  const page = 'page-grade-report-user-index'
  test.each(['invaliduser', 'nopermissiontoviewgrades'])('are none where the page says %s', async (code) => {
    expect(contentOf(await read({ status: 404, body: errorPage(code, page) })).grades).toEqual([])
  })
  test('are not told where the page is not for the student', async () => {
    expect(contentOf(await read({ status: 404, body: errorPage('nopermissions', page) })).grades).toBeNull()
  })
  test.each(['somethingelse', 'dmlreadexception', ''])(
    'are the course’s error where it says %j',
    async (code) => {
      expect(await read({ status: 404, body: errorPage(code, page) })).toMatchObject({
        ok: false,
        error: { code: 'moodle.call_failed' },
      })
    },
  )
})

const label = (id: number, make = oldActivity) => make({ id, modname: 'label', name: `Text ${id}` })
const tabs = (...numbers: readonly number[]) =>
  numbers
    .map((number) => `<a class="nav-link" href="${siteUrl}/course/view.php?id=1&amp;section=${number}">T</a>`)
    .join('')
const tabPage = (sections: string, ...numbers: readonly number[]) =>
  makePage({
    bodyId: 'page-course-view-onetopic',
    main: `<div class="course-content"><ul class="nav">${tabs(...numbers)}</ul><ul>${sections}</ul></div>`,
  })

describe('3.11', () => {
  const startOld = () => startSite({ courses: 1, release: '3.11', assignmentsPerCourse: 0 })

  test('a section that is closed to the student is left out', async () => {
    const started = await startOld()
    const closed = `<li id="section-2" class="section main section-summary clearfix hidden" aria-label="Week 2"><div class="content"><h3 class="section-title">Week 2</h3></div></li>`
    changePages(started, {
      '/course/view.php?id=1': coursePage(oldSection({ id: 50, number: 0, items: label(1) }) + closed),
    })
    const { readings } = await readAll(started.reader)
    expect(contentOf(readings[0]).sections.map(({ moodleId }) => moodleId)).toEqual([50])
  })

  test('sections in tabs are read one after the other', async () => {
    const started = await startOld()
    const tab = (number: number, ...others: readonly number[]) =>
      tabPage(oldSection({ id: 50 + number, number, items: label(number) }), number, ...others)
    changePages(started, {
      '/course/view.php?id=1': tab(1, 2),
      '/course/view.php?id=1&section=2': tab(2, 1, 3),
      '/course/view.php?id=1&section=3': tab(3, 1, 2),
    })
    const { readings } = await readAll(started.reader)
    expect(detailsOf(readings[0]).map(([id]) => id)).toEqual([1, 2, 3])
    expect(started.site.asked('/course/view.php')).toHaveLength(3)
  })

  test('a tab that does not show its section is no whole course', async () => {
    const started = await startOld()
    const page = tabPage(oldSection({ id: 51, number: 1, items: label(1) }), 1, 2)
    changePages(started, { '/course/view.php?id=1': page, '/course/view.php?id=1&section=2': page })
    const { readings } = await readAll(started.reader)
    expect(readings).toMatchObject([{ ok: false, error: { detail: 'section_without_id' } }])
  })

  test('a link that a teacher wrote leads to no section', async () => {
    const started = await startOld()
    const summary = `<div class="no-overflow">${tabs(9)}</div>`
    changePages(started, {
      '/course/view.php?id=1': coursePage(oldSection({ id: 50, number: 0, items: label(1), summary })),
    })
    const { readings } = await readAll(started.reader)
    expect(contentOf(readings[0]).sections).toHaveLength(1)
  })

  test('a page of which nothing is understood is no course', async () => {
    const started = await startOld()
    changePages(started, { '/course/view.php?id=1': coursePage('') })
    const { readings } = await readAll(started.reader)
    expect(readings).toMatchObject([{ ok: false, error: { detail: 'no_sections' } }])
  })

  test('a course that is one activity has that activity', async () => {
    const started = await startOld()
    changePages(started, {
      '/course/view.php?id=1': redirect(`${siteUrl}/mod/quiz/view.php?id=77`),
      '/mod/quiz/view.php?id=77': makePage({ bodyId: 'page-mod-quiz-view', main: '<h2>The exam</h2>' }),
    })
    const { readings } = await readAll(started.reader)
    expect(contentOf(readings[0])).toMatchObject({
      sections: [
        { number: 0, items: [{ moodleId: 77, modname: 'quiz', name: 'The exam', detail: 'outside' }] },
      ],
      quizzes: [{ itemMoodleId: 77 }],
    })
  })

  test('a course that is a forum has that forum', async () => {
    const started = await startOld()
    const main = `<div class="course-content"><div id="intro"><p>Talk</p></div><div id="discussion-list-1" data-cmid="78" data-name="Caf&eacute;"></div></div>`
    changePages(started, {
      '/course/view.php?id=1': makePage({
        bodyId: 'page-course-view-social',
        classes: 'format-social',
        main,
      }),
    })
    const { readings } = await readAll(started.reader)
    expect(contentOf(readings[0]).sections[0]?.items).toMatchObject([
      { moodleId: 78, modname: 'forum', name: 'Café', descriptionHtml: '<p>Talk</p>', detail: 'outside' },
    ])
  })
})

describe('4.x, with the structure in hand', () => {
  const structure = {
    section: [0, 1, 2].map((number) => ({
      id: 50 + number,
      section: number,
      title: `Week ${number}`,
      cmlist: [number + 1],
    })),
    cm: [cm(1, 'label'), cm(2, 'page'), cm(3, 'label')],
  }
  const first = section({ id: 50, number: 0, items: label(1, activity) })
  const onOwnPage = (number: number) =>
    `<li id="section-${number}" class="section course-section section-summary" data-id="${50 + number}" data-number="${number}"><h3 class="sectionname"><a href="${siteUrl}/course/section.php?id=${50 + number}">Week ${number}</a></h3></li>`
  const sectionPage = (number: number) =>
    coursePage(
      section({
        id: 50 + number,
        number,
        items: activity({ id: number + 1, modname: number === 1 ? 'page' : 'label', name: 'x' }),
      }),
      'page-course-view-section-topics',
    )
  const startOwnPages = async () => {
    const started = await startSite({ courses: 1 })
    changeState(started, structure)
    changePages(started, {
      '/course/view.php?id=1': coursePage(first + onOwnPage(1) + onOwnPage(2)),
      '/course/section.php?id=51': sectionPage(1),
      '/course/section.php?id=52': sectionPage(2),
    })
    return started
  }

  test('sections on pages of their own stay listed at a sync', async () => {
    const { reader, site } = await startOwnPages()
    const { readings } = await readAll(reader)
    expect(detailsOf(readings[0])).toEqual([
      [1, 'full'],
      [2, 'listed'],
      [3, 'listed'],
    ])
    expect(contentOf(readings[0]).sections.map(({ detail }) => detail)).toEqual(['full', 'listed', 'listed'])
    expect(site.asked('/course/section.php')).toEqual([])
  })

  test('and are read when the course is opened, those that were not before', async () => {
    const { reader, site } = await startOwnPages()
    const known = new Map([
      [
        1,
        knownCourse([
          [1, 'full'],
          [2, 'outside'],
          [3, 'listed'],
        ]),
      ],
    ])
    const { readings } = await readAll(reader, { account: false, known })
    expect(detailsOf(readings[0])).toEqual([
      [1, 'full'],
      [2, 'listed'],
      [3, 'full'],
    ])
    expect(site.asked('/course/section.php')).toEqual(['/course/section.php?id=52'])
  })

  test.each<[string, WebsiteAnswer | string]>([
    ['without sections', makePage({ bodyId: 'page-course-view-tiles', main: '<ul class="tiles"></ul>' })],
    ['that is an activity', redirect(`${siteUrl}/mod/page/view.php?id=2`)],
  ])('a page %s adds nothing, fails nothing and is not waited for', async (_, page) => {
    const started = await startSite({ courses: 1 })
    changeState(started, structure)
    changePages(started, { '/course/view.php?id=1': page })
    const { readings } = await readAll(started.reader)
    expect(detailsOf(readings[0])).toEqual([
      [1, 'full'],
      [2, 'outside'],
      [3, 'full'],
    ])
    expect(contentOf(readings[0]).sections[0]).toMatchObject({ detail: 'listed', summaryHtml: null })
  })

  test('what is known of an item stands where a page does not show it', async () => {
    const started = await startSite({ courses: 1 })
    changeState(started, structure)
    changePages(started, { '/course/view.php?id=1': coursePage(first) })
    const known = new Map([[1, knownCourse([[2, 'full']])]])
    const { readings } = await readAll(started.reader, { known })
    expect(detailsOf(readings[0])).toEqual([
      [1, 'full'],
      [2, 'listed'],
      [3, 'full'],
    ])
  })
})

describe('what is optional', () => {
  test('a function that the release has not is left out, and the others are asked for alone', async () => {
    const started = await startSite({ courses: 1 })
    started.site.change({
      page: (request) =>
        request.body.includes('popup_notifications')
          ? JSON.stringify({ error: 'No.', errorcode: 'invalidrecord' })
          : started.script.page(request),
    })
    const { parts } = await readAll(started.reader)
    expect(parts).toMatchObject([
      { kind: 'events', events: [] },
      { kind: 'notifications', notifications: null },
      { kind: 'course', reading: { ok: true } },
    ])
  })

  test('a calendar that cannot be read does not end the sync', async () => {
    const started = await startSite({ courses: 1 })
    started.site.change({
      page: (request) =>
        request.body.includes('monthly_view') ? '<html>Blocked</html>' : started.script.page(request),
    })
    const { parts } = await readAll(started.reader)
    expect(parts).toMatchObject([
      { kind: 'events', events: null },
      { kind: 'notifications', notifications: null },
      { kind: 'course', reading: { ok: true } },
    ])
  })

  test('a session that ended while it was read does', async () => {
    const started = await startSite({ courses: 1 })
    started.site.change({
      ajax: (call) =>
        call.methodname.endsWith('monthly_view')
          ? new Refusal('servicerequireslogin')
          : started.script.ajax?.(call),
    })
    await expect(readAll(started.reader)).rejects.toMatchObject({ code: 'moodle.token_invalid' })
  })
})

test('grades are read of a course that shows them, whatever else is listed', async () => {
  const started = await startSite({ courses: 1, ended: [1] })
  changePages(started, {
    '/grade/report/user/index.php?id=1': gradeReport([{ id: 3, cmid: 111, grade: '70.00' }]),
  })
  const { readings } = await readAll(started.reader)
  expect(contentOf(readings[0]).assignments.map(({ graded }) => graded)).toEqual([false, true])
})
