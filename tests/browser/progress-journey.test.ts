import { translateTo } from '@spike/contract/words'
import type { WorkingStageKey } from '@spike/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage } from '../support/browser.ts'
import { bar, courseCards, percent, savedCourses, signInAs } from '../support/student-page.ts'
import { holdStages, type StageHolds } from '../support/stage-holds.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
let holds: StageHolds
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack({ workers: 0 }), launchBrowser()])
  holds = await holdStages(stack.connectionString)
})
afterAll(async () => {
  await holds?.close()
  await browser?.close()
  await stack?.close()
})

test('sign in, progress through all stages with their words and percentages, courses by semester', async () => {
  const t = translateTo('he')
  const { control } = stack.campus
  const { page, context, complaints } = await openPage(browser, stack.apiUrl)
  const showsStage = async (stage: WorkingStageKey) => {
    await page.locator(`[data-stage=${stage}][data-state=running]`).waitFor({ timeout: 60_000 })
    await page.getByRole('heading', { name: t(`stages.${stage}`) }).waitFor()
    return percent(page)
  }

  await signInAs(page, 'demo')
  await page.getByRole('heading', { name: t('sync.waitingNext') }).waitFor()
  expect(await percent(page)).toBe(0)

  const courseList = control.addFault({
    kind: 'timeout',
    scope: { function: 'core_enrol_get_users_courses' },
  })
  await stack.startWorker()
  expect(await showsStage('creating_tables')).toBe(10)
  await holds.release('creating_tables')

  const between = (from: number, to: number) => (value: number) => value >= from && value <= to
  expect(await showsStage('fetching_courses')).toSatisfy(between(20, 40))

  const contents = control.addFault({
    kind: 'timeout',
    scope: { function: 'core_course_get_contents' },
    after: 4,
  })
  control.clearFault(courseList.id)
  expect(await showsStage('analyzing_content')).toSatisfy(between(40, 70))
  await page
    .getByText(/\d+ מתוך 40/)
    .first()
    .waitFor()
  control.clearFault(contents.id)

  expect(await showsStage('classifying_data')).toSatisfy(between(70, 90))
  await holds.release('classifying_data')
  expect(await showsStage('saving_to_database')).toSatisfy(between(90, 99))
  await holds.release('saving_to_database')

  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  expect(await savedCourses(page).count()).toBeGreaterThanOrEqual(38)
  await page.getByRole('heading', { name: t('stages.completed') }).waitFor()
  expect(await bar(page).getAttribute('aria-valuenow')).toBe('100')
  await page.goto('/courses')
  await page
    .getByRole('heading', { name: new RegExp(t('terms.A')) })
    .first()
    .waitFor()
  await expect.poll(() => courseCards(page).count()).toBeGreaterThanOrEqual(38)
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(complaints).toEqual([])
  await context.close()
})
