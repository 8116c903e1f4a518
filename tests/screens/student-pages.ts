import type { Course } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import { signInAs } from '../support/student-page.ts'
import { bringChanges } from '../support/bring-changes.ts'
import type { Camera, Studio } from './camera.ts'

/** Every page of a student whose second sync brought changes. */
export async function takeStudentPages({ open, stack, view }: Studio): Promise<void> {
  const camera = await open()
  const { page } = camera
  await signInAs(page, 'demo', view)
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor()
  const courseName = await bringChanges(stack, 'demo')

  await camera.takePage('today', '/')
  await camera.take('today-whole', { whole: true })
  await camera.takePage('courses', '/courses', { whole: true })
  await camera.takePage('grades', '/grades', { whole: true })
  await camera.takePage('changes', '/changes', { whole: true })
  await camera.takePage('account', '/account', { whole: true })
  await camera.takePage('not-found', '/nowhere')
  await takeCourse(camera, courseName)
  await takeSearch(camera)
  await takeDialogs(camera, view.language)
  await takeOffline(camera)
  await camera.close()
}

/** By kind, with what is new; then by section. */
async function takeCourse(camera: Camera, name: string): Promise<void> {
  const { page } = camera
  const answer = await page.request.get('/api/courses')
  const { courses } = (await answer.json()) as { courses: Course[] }
  const { id } = courses.find((course) => course.name === name) ?? courses[0]!
  await camera.takePage('course-kinds', `/courses/${id}?view=kinds`, { whole: true })
  await camera.takePage('course-sections', `/courses/${id}?view=sections`, { whole: true })
}

const searchedFor = 'תרגיל'

async function takeSearch(camera: Camera): Promise<void> {
  const { page } = camera
  await camera.takePage('search', `/search?q=${encodeURIComponent(searchedFor)}`)
  await page.goto('/grades')
  await page.locator('#content h1').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await camera.take('search-dialog-empty')
  await page.getByRole('dialog').getByRole('combobox').fill(searchedFor)
  await page.getByRole('dialog').locator('mark').first().waitFor()
  await camera.take('search-dialog')
}

async function takeDialogs(camera: Camera, language: Parameters<typeof translateTo>[0]): Promise<void> {
  const { page } = camera
  const t = translateTo(language)
  await page.goto('/account')
  await page.getByRole('button', { name: t('account.deleteOpen') }).click()
  await page.getByRole('dialog').waitFor()
  await camera.take('account-delete')
  await page.goto('/')
  await page.locator('.person-button').click()
  await camera.take('person-menu')
}

/** The pages as the service worker has kept them, while Spike cannot be reached. */
async function takeOffline(camera: Camera): Promise<void> {
  const { page, context } = camera
  await page.evaluate(() => navigator.serviceWorker.ready)
  // What the worker answers, it keeps.
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await page.goto('/')
  await page.getByTestId('offline-banner').waitFor()
  await camera.take('offline')
  await context.setOffline(false)
}
