import { screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../app.tsx'
import { buildGrade, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => history.replaceState(null, '', '/grades'))

async function showGrades(...ofCourses: ReturnType<typeof buildGrade>[][]): Promise<HTMLTableElement[]> {
  const courses = ofCourses.map((grades, index) => ({
    courseId: String(index),
    courseName: `Course ${index}`,
    grades,
  }))
  server.use(
    http.get('*/api/auth/me', () => HttpResponse.json({ user: student })),
    http.get('*/api/grades', () => HttpResponse.json({ courses })),
  )
  await renderPage(() => <App />, 'en')
  return (await screen.findAllByRole('table')) as HTMLTableElement[]
}
const rowsOf = (table: HTMLTableElement | undefined) =>
  [...(table?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent))

describe('the grades', () => {
  it('have a column for letters in courses that give them, and in no other', async () => {
    const [lettered, plain] = await showGrades(
      [buildGrade({ name: 'Exam', letter: 'A' }), buildGrade({ name: 'Quiz', grade: null })],
      [buildGrade({ name: 'Essay' })],
    )
    expect(rowsOf(lettered)).toEqual([
      ['What', 'Grade', 'Letter', 'Weight', 'When'],
      ['Exam', '92.5 of 100', 'A', '', ''],
      ['Quiz', 'No grade', '', '', ''],
    ])
    expect(rowsOf(plain)[0]).toEqual(['What', 'Grade', 'Weight', 'When'])
  })
})
