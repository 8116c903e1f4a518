import type { Course } from '@spike/contract'
import { answer, answerAsServer, fail, goTo, hold, type States, turnFolds, type Visit } from './visit.ts'

/** The list of courses, and one of them. */
export async function* visitCourses({ page, t }: Visit): States {
  hold(page, '/api/courses')
  await page.goto('/courses')
  await page.locator('#content .loading').first().waitFor()
  yield 'courses, loading'
  answerAsServer(page)

  await goTo(page, '/courses')
  await turnFolds(page)
  yield 'courses'
  await goTo(page, '/courses?q=qqqq')
  await page.getByText(t('courses.noneFoundText')).waitFor()
  yield 'courses, none found'
  answer(page, '/api/courses', { courses: [] })
  await goTo(page, '/courses')
  await page.getByText(t('courses.emptyTitle')).waitFor()
  yield 'no courses'
  answerAsServer(page)
  fail(page, '/api/courses')
  await goTo(page, '/courses')
  await page.getByRole('alert').waitFor()
  yield 'courses, failed'
  answerAsServer(page)

  const given = await page.request.get('/api/courses')
  const { courses } = (await given.json()) as { courses: Course[] }
  const { id } = courses.find(({ newCount }) => newCount > 0) ?? courses[0]!
  hold(page, `/api/courses/${id}`)
  await page.goto(`/courses/${id}`)
  await page.locator('#content .loading').first().waitFor()
  yield 'course, loading'
  answerAsServer(page)
  await goTo(page, `/courses/${id}?view=sections`)
  await page.locator('.item[data-kind]').nth(8).waitFor()
  await turnFolds(page)
  yield 'course by section'
  await goTo(page, `/courses/${id}?view=kinds`)
  await page.locator('.item[data-kind]').nth(8).waitFor()
  yield 'course by kind'
  await goTo(page, `/courses/${id}?q=qqqq`)
  await page.getByText(t('courses.noneFound')).waitFor()
  yield 'course, none found'
  await goTo(page, '/courses/999999')
  await page.getByRole('alert').waitFor()
  yield 'no such course'
}
