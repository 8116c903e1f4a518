import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Course } from '../seed/model.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import type { Release } from '../site-settings.ts'
import { pageDatesOf } from './page-dates.ts'
import { countIn, idsIn, itemsOf, itemsOfKind, openStudent } from './student-browser.ts'

let campus: Campus
let student: Awaited<ReturnType<typeof openStudent>>
let courses: Course[]
let course: Course
let withSubsection: Course

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  student = await openStudent(campus, 'six')
})
beforeEach(() => {
  campus.control.reset()
  courses = student.listCourses()
  course = courses.find(({ term, letters }) => term === 'current' && letters === 'beside') as Course
  withSubsection = courses.find(({ sections }) =>
    sections.some(({ subsection }) => subsection !== null),
  ) as Course
})
afterAll(() => campus.close())

const releases: Release[] = ['3.11', '4.1', '4.5', '5.0', '5.1']
const newest: ReadonlySet<Release> = new Set(['4.5', '5.0', '5.1'])

describe.each(releases)('a course page of %s', (release) => {
  beforeEach(() => {
    campus.control.setSite({ release, language: 'en' })
    courses = student.listCourses()
  })

  test('has every section and activity in order', async () => {
    for (const of of courses) {
      const html = await student.readPage(`/course/view.php?id=${of.id}`)
      const items = itemsOf(of).map(({ cmid }) => cmid)
      expect(idsIn(html, /<li class="activity [^>]*id="module-(\d+)"/g).toSorted()).toEqual(items.toSorted())
      const sections = idsIn(html, /<li id="section-(\d+)"/g)
      expect(sections.toSorted((one, other) => one - other)).toEqual(of.sections.map(({ number }) => number))
      expect(html).toContain(`id="sectionid-${of.sections[1]?.id}-title"`)
    }
  })

  test('is marked up as the release does it', async () => {
    const html = await student.readPage(`/course/view.php?id=${course.id}`)
    const isOld = release === '3.11'
    const isNew = newest.has(release)
    expect(html.includes('class="activityinstance"')).toBe(isOld)
    expect(html.includes('data-for="cmitem"')).toBe(!isOld)
    expect(html.includes('data-region="activity-card"')).toBe(isNew)
    expect(html.includes('<section id="region-main"')).toBe(!isNew)
    expect(html.includes('"userId":13')).toBe(isNew)
    expect(html).toContain('data-userid="13"')
    expect(html.includes('class="visually-hidden')).toBe(release.startsWith('5.'))
  })

  test('tells dates in words, and what opens later without a link', async () => {
    const html = await student.readPage(`/course/view.php?id=${course.id}`)
    const [assign] = itemsOfKind([course], 'assign')
    const due = pageDatesOf('en').full(assign?.duedate ?? 0)
    expect(html).toContain(`<strong>Due:</strong> ${due}`)
    const closed = itemsOf(course).find(({ availableFrom }) => availableFrom !== null)
    expect(html).not.toContain(`/mod/resource/view.php?id=${closed?.cmid}"`)
    const from = pageDatesOf('en').restriction(closed?.availableFrom ?? 0)
    expect(html).toContain(`Available from <strong>${from}</strong>`)
  })

  test('speaks the language of the site', async () => {
    campus.control.setSite({ language: 'he' })
    const html = await student.readPage(`/course/view.php?id=${course.id}`)
    expect(html).toContain('<html  dir="rtl" lang="he"')
    const [assign] = itemsOfKind([course], 'assign')
    expect(html).toContain(`<strong>תאריך הגשה:</strong> ${pageDatesOf('he').full(assign?.duedate ?? 0)}`)
  })

  test('with one section a page lists the first and leads to the others', async () => {
    campus.control.setSite({ oneSectionPerPage: [course.id] })
    const [first, second] = course.sections
    const html = await student.readPage(`/course/view.php?id=${course.id}`)
    expect(idsIn(html, /id="module-(\d+)"/g)).toEqual(first?.items.map(({ cmid }) => cmid))
    expect(countIn(html, 'section-summary clearfix')).toBe(course.sections.length - 1)

    const path = newest.has(release)
      ? `/course/section.php?id=${second?.id}`
      : `/course/view.php?id=${course.id}&section=1`
    expect(html).toContain(path.replaceAll('&', '&amp;'))
    const single = await student.readPage(path)
    expect(single).toContain('class="single-section"')
    const inside = idsIn(single.slice(single.indexOf('single-section')), /id="module-(\d+)"/g)
    expect(inside).toEqual(second?.items.map(({ cmid }) => cmid))
  })
})

test('a hidden section of a course with one section a page is a name alone', async () => {
  const [, hidden, shown] = course.sections
  campus.control.setSite({
    release: '3.11',
    oneSectionPerPage: [course.id],
    hiddenSections: [hidden?.id ?? 0],
  })
  const html = await student.readPage(`/course/view.php?id=${course.id}`)
  expect(html).toContain('id="section-1" class="section main section-summary clearfix hidden"')
  expect(html).not.toContain(`&amp;section=${hidden?.number}"`)
  expect(html).toContain(`&amp;section=${shown?.number}"`)
})

test('a course in tabs shows one section beside the first and leads to the others', async () => {
  campus.control.setSite({ release: '3.11', tabbedCourses: [course.id] })
  const [first, second, third] = course.sections
  const inside = (html: string) => idsIn(html, /id="module-(\d+)"/g)
  const cmids = (sections: (typeof first)[]) =>
    sections.flatMap((section) => section?.items ?? []).map(({ cmid }) => cmid)
  const html = await student.readPage(`/course/view.php?id=${course.id}`)
  expect(inside(html)).toEqual(cmids([first, second]))
  expect(countIn(html, '#tabs-tree-start')).toBe(course.sections.length - 1)
  expect(inside(await student.readPage(`/course/view.php?id=${course.id}&section=2`))).toEqual(
    cmids([first, third]),
  )
})

test('from 4.5 on a subsection stands inside its section, before that by itself', async () => {
  const within = withSubsection.sections.find(({ subsection }) => subsection !== null)
  const html = await student.readPage(`/course/view.php?id=${withSubsection.id}`)
  expect(html).toMatch(
    new RegExp(`modtype_subsection[\\s\\S]{0,400}<li id="section-${within?.number}"[^>]*delegated`),
  )
  const [item] = itemsOfKind([withSubsection], 'subsection')
  const leads = await student.get(`/mod/subsection/view.php?id=${item?.cmid}`)
  expect(leads.location).toBe(`/course/section.php?id=${within?.id}`)

  campus.control.setSite({ release: '4.1' })
  const older = await student.readPage(`/course/view.php?id=${withSubsection.id}`)
  expect(older).not.toContain('modtype_subsection')
  const sections = await student.moodle.call<{ section: number }[]>('core_course_get_contents', {
    courseid: String(withSubsection.id),
  })
  expect(sections).toHaveLength(withSubsection.sections.length)
})

describe('a page that is not to be seen', () => {
  test('of a hidden course is a notice, and the course is in no list', async () => {
    campus.control.setSite({ hiddenCourses: [course.id] })
    for (const path of [`/course/view.php?id=${course.id}`, `/grade/report/user/index.php?id=${course.id}`]) {
      expect(await student.readPage(path)).toContain('id="notice"')
    }
    expect(
      await student.moodle.call('core_course_get_contents', { courseid: String(course.id) }),
    ).toMatchObject({
      errorcode: 'errorcoursecontextnotvalid',
    })
    expect(
      await student.moodle.call<unknown[]>('core_enrol_get_users_courses', { userid: '13' }),
    ).toHaveLength(5)
  })

  test('of somebody else’s course leads to its enrolment', async () => {
    const demo = campus.control
      .listCourses('demo')
      .find(({ id }) => courses.every((own) => own.id !== id)) as Course
    const [item] = itemsOfKind([demo], 'assign')
    for (const path of [
      `/course/view.php?id=${demo.id}`,
      `/mod/assign/index.php?id=${demo.id}`,
      `/mod/assign/view.php?id=${item?.cmid}`,
    ]) {
      expect(await student.get(path)).toMatchObject({
        status: 303,
        location: `/enrol/index.php?id=${demo.id}`,
      })
    }
    expect((await student.get(`/enrol/index.php?id=${demo.id}`)).status).toBe(200)
  })

  test('that is not there is an error page with HTTP 404', async () => {
    const answer = await student.get('/course/view.php?id=99999')
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('class="errormessage"')
  })

  test('of an activity that opens later leads back to the course, where the next page says why', async () => {
    const closed = itemsOf(course).find(({ availableFrom }) => availableFrom !== null)
    const answer = await student.get(`/mod/resource/view.php?id=${closed?.cmid}`)
    expect(answer).toMatchObject({ status: 303, location: `/course/view.php?id=${course.id}` })
    const path = '/user/profile.php'
    expect(await student.readPage(path)).toContain('activityinstance-error')
    expect(await student.readPage(path)).not.toContain('activityinstance-error')
  })
})

describe('faults', () => {
  test.each([
    [{ kind: 'too-many-requests', retryAfterSeconds: 5 }, 429],
    [{ kind: 'maintenance-page' }, 503],
    [{ kind: 'html' }, 200],
  ] as const)('strike a page by its path and course: %o', async (fault, status) => {
    campus.control.addFault({
      ...fault,
      scope: { function: 'course/view.php', courseId: course.id },
      times: 1,
    })
    expect((await student.get(`/course/view.php?id=${withSubsection.id}`)).text).toContain('region-main')
    const answer = await student.get(`/course/view.php?id=${course.id}`)
    expect([answer.status, answer.text.includes('region-main')]).toEqual([status, false])
    await student.readPage(`/course/view.php?id=${course.id}`)
  })

  test('cut a page in half', async () => {
    campus.control.addFault({ kind: 'truncated-json', scope: { function: 'course/view.php' }, times: 1 })
    const { text } = await student.get(`/course/view.php?id=${course.id}`)
    expect(text).not.toContain('</html>')
    expect((await student.readPage(`/course/view.php?id=${course.id}`)).length).toBeGreaterThan(
      1.8 * text.length,
    )
  })
})

test('pages are counted by their path, and names with markup in them survive', async () => {
  campus.control.resetCounters()
  const [assign] = itemsOfKind([course], 'assign')
  campus.control.edit('six', { kind: 'rename-item', cmid: assign?.cmid ?? 0, name: '<b>"A & B\'</b>' })
  const html = await student.readPage(`/course/view.php?id=${course.id}`)
  expect(html).toContain('<span class="instancename">&lt;b&gt;&quot;A &amp; B&#039;&lt;/b&gt; ')
  expect(campus.control.readCounters().requestsByFunction).toEqual({ 'course/view.php': 1 })
})
