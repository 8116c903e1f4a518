import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Course } from '../seed/model.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import type { Release } from '../site-settings.ts'
import { pageDatesOf } from './page-dates.ts'
import { idsIn, itemsOfKind, openStudent } from './student-browser.ts'

let campus: Campus
let student: Awaited<ReturnType<typeof openStudent>>
let courses: Course[]
let course: Course

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  student = await openStudent(campus, 'six')
})
beforeEach(() => {
  campus.control.reset()
  courses = student.listCourses()
  course = courses.find(({ term, letters }) => term === 'current' && letters === 'beside') as Course
})
afterAll(() => campus.close())

const releases: Release[] = ['3.11', '4.1', '4.5', '5.0', '5.1']

describe('grades', () => {
  type GradeItem = { id: number; gradeformatted: string; lettergradeformatted?: string }
  const readGrades = async (of: Course) => {
    const answer = await student.moodle.call<{ usergrades: [{ gradeitems: GradeItem[] }] }>(
      'gradereport_user_get_grade_items',
      { courseid: String(of.id), userid: '13' },
    )
    return answer.usergrades[0].gradeitems
  }

  test.each(releases)('are those web services tell, in %s', async (release) => {
    campus.control.setSite({ release })
    for (const of of courses.filter(({ showgrades }) => showgrades)) {
      const html = await student.readPage(`/grade/report/user/index.php?id=${of.id}`)
      for (const item of await readGrades(of)) {
        const row = new RegExp(`id="row_${item.id}_13"[\\s\\S]*?</tr>`).exec(html)?.[0] ?? ''
        const cell = /column-grade cell[^>]*>([\s\S]*?)<\/td>/.exec(row)?.[1] ?? ''
        expect(cell.replace(/<div class="ps-1[\s\S]*/, '').replaceAll(/<[^>]*>/g, '')).toBe(
          item.gradeformatted,
        )
        const letter = /column-lettergrade cell[^>]*>([^<]*)</.exec(row)?.[1]
        expect(letter).toBe(item.lettergradeformatted)
      }
    }
  })

  test('are no page where the course does not show them', async () => {
    const closed = courses.find(({ showgrades }) => !showgrades) as Course
    const answer = await student.get(`/grade/report/user/index.php?id=${closed.id}`)
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('/error/moodle/invaliduser"')
    expect(await student.readPage(`/mod/assign/index.php?id=${closed.id}`)).toContain('generaltable')
  })

  test('change with an edit on both faces', async () => {
    const [assign] = itemsOfKind([course], 'assign')
    campus.control.edit('six', { kind: 'give-grade', cmid: assign?.cmid ?? 0, value: 61.5 })
    expect(await student.readPage(`/grade/report/user/index.php?id=${course.id}`)).toContain('>61.50<')
    expect(await student.readPage(`/mod/assign/index.php?id=${course.id}`)).toContain('>61.50<')
    expect(JSON.stringify(await readGrades(course))).toContain('"61.50"')
  })
})

describe('assignments', () => {
  test('have no index since 5.1, but an overview of the course', async () => {
    campus.control.setSite({ release: '5.1' })
    const { status, location } = await student.get(`/mod/assign/index.php?id=${course.id}`)
    expect([status, location]).toEqual([303, `/course/overview.php?id=${course.id}&expand[]=assign`])
    expect(await student.readPage(location ?? '')).toContain('id="page-course-overview"')
  })

  test('are listed with due date, state and grade', async () => {
    campus.control.setSite({ language: 'en' })
    const html = await student.readPage(`/mod/assign/index.php?id=${course.id}`)
    const assigns = itemsOfKind([course], 'assign')
    expect(idsIn(html, /mod\/assign\/view\.php\?id=(\d+)"/g)).toEqual(assigns.map(({ cmid }) => cmid))
    for (const { duedate } of assigns) expect(html).toContain(`>${pageDatesOf('en').full(duedate)}</td>`)
    const states = [...html.matchAll(/cell c3">([^<]*)</g)].map((match) => match[1])
    expect(new Set(states).size).toBeGreaterThan(1)
  })

  test('show the state of the work, an extension and feedback', async () => {
    const styles: Record<string, string> = {
      submitted: 'submissionstatussubmitted',
      draft: 'submissionstatusdraft',
      reopened: 'submissionstatusreopened',
    }
    const extended: boolean[] = []
    for (const item of itemsOfKind(courses, 'assign')) {
      type Status = {
        lastattempt: { submission?: { status: string }; extensionduedate: number | null; graded: boolean }
        feedback?: unknown
      }
      const status = await student.moodle.call<Status>('mod_assign_get_submission_status', {
        assignid: String(item.instance),
      })
      const html = await student.readItem(item)
      const style = styles[status.lastattempt.submission?.status ?? ''] ?? 'overdue'
      if (style !== 'overdue') expect(html).toContain(`<td class="${style} cell`)
      expect(html.includes('class="submissiongraded cell')).toBe(status.lastattempt.graded)
      expect(html.includes('class="feedback"')).toBe(status.feedback !== undefined)
      const until = status.lastattempt.extensionduedate ?? 0
      if (until > 0) expect(html).toContain(pageDatesOf('he').full(until))
      extended.push(until > 0)
    }
    expect(new Set(extended)).toEqual(new Set([true, false]))
  })
})
