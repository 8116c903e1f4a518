import { translateTo } from '@spike/contract/words'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { holdReading } from '../support/hold-reading.ts'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
import { findFindings } from '../support/accessibility.ts'
import { bar, courseCards, percent, savedCourses, signInAs } from '../support/student-page.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterEach(() => stack.campus.control.reset())
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('a reload in the middle goes on where the sync is', async () => {
  const reading = holdReading(stack, 'six')
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'six')
  await expect.poll(() => percent(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(45)
  const before = await percent(page)
  await page.reload()
  await bar(page).waitFor()
  expect(await percent(page)).toBeGreaterThanOrEqual(before)
  expect(await percent(page)).toBeLessThan(100)
  // The page is useful before the end.
  await savedCourses(page).first().waitFor()
  reading.release()
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  await savedCourses(page).first().waitFor()
  await context.close()
})

test('the network cut and back: the last bar stays, the page says so and goes on', async () => {
  const reading = holdReading(stack, 'student13')
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'student13')
  await expect.poll(() => percent(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(45)
  await context.setOffline(true)
  await page.getByTestId('reconnecting').waitFor({ timeout: 20_000 })
  expect(await percent(page)).toBeGreaterThanOrEqual(45)
  reading.release()
  await context.setOffline(false)
  await page.getByTestId('reconnecting').waitFor({ state: 'detached', timeout: 30_000 })
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  await context.close()
})

describe('signing in that is refused says why, in words', () => {
  const t = translateTo('he')
  test.each([
    ['demo', 'wrong', t('errors.auth.invalid_credentials')],
    ['suspended', 'suspended', t('errors.auth.account_suspended')],
    ['mustchange-siteinfo', 'mustchange-siteinfo', t('errors.auth.password_change_required')],
  ])('%s', async (username, password, words) => {
    const { page, context } = await openPage(browser, stack.apiUrl, { viewport: phone })
    await signInAs(page, username, { password })
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toEqual([expect.stringContaining(words)])
    expect(await page.getByLabel(t('signIn.username')).inputValue()).toBe(username)
    expect(await findFindings(page)).toEqual([])
    await context.close()
  })

  test('a site in maintenance, and one that is down', async () => {
    const { page, context } = await openPage(browser, stack.apiUrl)
    stack.campus.control.addFault({ kind: 'maintenance-page', scope: { function: 'login/token.php' } })
    await signInAs(page, 'six')
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toEqual([expect.stringContaining(t('errors.moodle.maintenance'))])
    stack.campus.control.reset()
    stack.campus.control.addFault({ kind: 'reset', scope: { function: 'login/token.php' } })
    await signInAs(page, 'six')
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toEqual([expect.stringContaining(t('errors.moodle.unreachable'))])
    await context.close()
  })
})

test('a failed sync says why, and "try again" brings the courses', async () => {
  const t = translateTo('he')
  const { control } = stack.campus
  // Web services are switched off after the sign-in.
  control.addFault({
    kind: 'ws-error',
    errorcode: 'servicenotavailable',
    scope: { username: 'student11', function: 'core_enrol_get_users_courses' },
  })
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'student11')
  const error = page.getByTestId('sync-error')
  await error.waitFor({ timeout: 30_000 })
  expect(await error.textContent()).toContain(t('errors.moodle.web_services_off'))
  expect(await findFindings(page)).toEqual([])
  control.reset()
  await page.getByRole('button', { name: t('progress.tryAgain') }).click()
  await savedCourses(page).first().waitFor({ timeout: 30_000 })
  await context.close()
})

test('cancel stops the sync, keeps what was read, and it can be started again', async () => {
  const t = translateTo('he')
  const { page, context } = await openPage(browser, stack.apiUrl)
  const reading = holdReading(stack, 'student12')
  await signInAs(page, 'student12')
  await expect.poll(() => percent(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(40)
  await page.getByRole('button', { name: t('progress.cancel') }).click()
  await page.getByRole('button', { name: t('progress.cancelYes') }).click()
  await page.getByText(t('progress.cancelledText')).waitFor({ timeout: 20_000 })
  reading.release()
  await page.getByRole('button', { name: t('progress.startAgain') }).click()
  const { length } = stack.campus.control.listCourses('student12')
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  await page.goto('/courses')
  await expect.poll(() => courseCards(page).count(), { timeout: 60_000 }).toBe(length)
  await context.close()
})

test.each([
  ['he', 'student7'],
  ['en', 'student8'],
] as const)('no axe finding on the way, in %s', async (language, username) => {
  const reading = holdReading(stack, username)
  const { page, context } = await openPage(browser, stack.apiUrl)
  await page.goto('/')
  await page.evaluate((value) => localStorage.setItem('spike.language', value), language)
  await page.reload()
  await page.getByRole('combobox', { name: translateTo(language)('signIn.university') }).waitFor()
  expect(await findFindings(page)).toEqual([])
  await signInAs(page, username, { language })
  await bar(page).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  expect(await findFindings(page)).toEqual([])
  reading.release()
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  expect(await findFindings(page)).toEqual([])
  await page.goto('/courses')
  await courseCards(page).first().getByRole('link').first().click()
  await page.waitForURL('**/courses/*')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await findFindings(page)).toEqual([])
  await context.close()
})
