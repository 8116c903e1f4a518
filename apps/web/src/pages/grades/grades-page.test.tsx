import type { CourseGrades } from '@spike/contract'
import { fireEvent, screen, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../app.tsx'
import { answerStudent } from '../../testing/answer-student.ts'
import { buildCourseGrades, buildGrade } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => history.replaceState(null, '', '/grades'))

async function showGrades(courses: Partial<CourseGrades>[], answer = 200) {
  answerStudent()
  server.use(
    http.get('*/api/grades', () =>
      answer === 200
        ? HttpResponse.json({ courses: courses.map(buildCourseGrades) })
        : HttpResponse.json(
            { error: { code: 'server.database_unavailable', message: '', requestId: 'r-1' } },
            { status: answer },
          ),
    ),
  )
  await renderPage(() => <App />, 'en')
}
const future = '2999-01-01T00:00:00.000Z'
const past = '2020-01-01T00:00:00.000Z'
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent?.replaceAll(/[\u2066-\u2069]/g, '')))

describe('the grades of a course', () => {
  it('are shown with weight, points and letter; none and not published are no zeros', async () => {
    await showGrades([
      {
        endsAt: future,
        grades: [
          buildGrade({ name: 'Exam', letter: 'A', weightPercent: 60 }),
          buildGrade({ name: 'Quiz', grade: null }),
          buildGrade({ name: 'Essay', grade: null, hidden: true }),
          buildGrade({ name: 'Lab', grade: null, gradeText: 'Passed' }),
          buildGrade({ name: '', kind: 'course', grade: 88 }),
        ],
      },
    ])
    expect(rowsOf(await screen.findByRole('table'))).toEqual([
      ['Exam', '60%', '92.5 of 100 A'],
      ['Quiz', '', 'None yet'],
      ['Essay', '', 'Not published'],
      ['Lab', '', 'Passed'],
      ['Course grade', '', '88 of 100'],
    ])
    const card = screen.getByRole('region', { name: 'מבני נתונים' })
    expect(card.textContent).toContain('Average so far92.5')
    expect(card.textContent).toContain('1 of 4 graded')
    expect(card.textContent).toContain('Course grade in Moodle')
  })

  it('are drawn on a line, which is told in words', async () => {
    const grades = [60, 90, 90].map((grade) => buildGrade({ grade }))
    await showGrades([{ endsAt: future, grades }])
    const chart = await screen.findByRole('img')
    expect(chart.getAttribute('aria-label')?.replaceAll(/[\u2066-\u2069]/g, '')).toBe(
      '3 grades from 60 to 90 of 100; the average is 80',
    )
    const dots = [...chart.querySelectorAll('circle')].map((dot) => [
      dot.getAttribute('cx'),
      dot.getAttribute('cy'),
    ])
    expect(new Set(dots.map(String)).size).toBe(3)
  })

  it('are folded where the course is over, and made when they are unfolded', async () => {
    await showGrades([{ endsAt: past }])
    const summary = await screen.findByText('All grades of the course')
    expect(screen.queryByRole('table')).toBeNull()
    fireEvent.click(summary)
    expect(await screen.findByRole('table')).toBeTruthy()
  })

  it('without any grade yet have no average and no chart', async () => {
    await showGrades([{ endsAt: future, grades: [buildGrade({ grade: null })] }])
    expect(await screen.findByText('No grade yet')).toBeTruthy()
    expect(screen.queryByRole('img')).toBeNull()
  })
})

describe('the page', () => {
  const courses = [
    {
      courseId: '1',
      courseName: 'Old',
      academicYear: 2025,
      endsAt: past,
      grades: [buildGrade({ name: 'First', gradedAt: past })],
    },
    {
      courseId: '2',
      courseName: 'Current',
      endsAt: future,
      grades: [buildGrade({ name: 'Newest one', gradedAt: '2026-11-20T08:00:00.000Z' })],
    },
  ] satisfies Partial<CourseGrades>[]

  it('says how many there are and the newest, current courses first', async () => {
    await showGrades(courses)
    expect(await screen.findByText('2 grades')).toBeTruthy()
    const newest = screen.getByText(/Newest grade/).closest('div')
    expect(newest?.textContent).toContain('Newest one')
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'Current',
      'Old',
    ])
  })

  it('shows one term where that is chosen, which stands in the address', async () => {
    await showGrades(courses)
    const choice = await screen.findByRole('combobox', { name: 'Term' })
    fireEvent.change(choice, { target: { value: '2025-A' } })
    expect(await screen.findByText('1 grade')).toBeTruthy()
    await expect.poll(() => location.search).toBe('?term=2025-A')
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'Old',
    ])
  })

  it('says so where a term has none, and leads to all', async () => {
    history.replaceState(null, '', '/grades?term=1999-A')
    await showGrades(courses)
    const empty = (await screen.findByText('No grades in this term')).parentElement!
    fireEvent.click(within(empty).getByRole('button', { name: 'All terms' }))
    expect(await screen.findByText('2 grades')).toBeTruthy()
  })

  it('says so where there are none at all', async () => {
    await showGrades([{ grades: [] }])
    expect(await screen.findByText('No grades yet')).toBeTruthy()
  })

  it('says why they cannot be shown', async () => {
    await showGrades([], 400)
    expect((await screen.findByText(/r-1/)).closest('[role=alert]')).toBeTruthy()
  })
})
