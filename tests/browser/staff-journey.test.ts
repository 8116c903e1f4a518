import { translateTo } from '@spike/contract/words'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { addStaff } from '../support/staff.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('staff find a failed job by its error, read its timeline, and retry it', async () => {
  const t = translateTo('he')
  const { control } = stack.campus
  control.addFault({
    kind: 'ws-error',
    errorcode: 'servicenotavailable',
    scope: { username: 'six', function: 'core_enrol_get_users_courses' },
  })
  const student = await stack.signIn('six')
  await student.waitForEnd()
  control.reset()
  const { email, password } = await addStaff(stack.db, 'operator')

  const { page, context } = await openPage(browser, stack.apiUrl)
  await page.goto('/admin/jobs?errorCode=moodle.web_services_off')
  await page.getByLabel(t('admin.email')).fill(email)
  await page.getByLabel(t('signIn.password'), { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  const jobs = page.getByTestId('jobs')
  await jobs.waitFor()
  expect(await findFindings(page)).toEqual([])
  await jobs.getByRole('link', { name: 'six' }).click()

  const timeline = page.getByTestId('timeline')
  await timeline.waitFor()
  await timeline.getByText('core_enrol_get_users_courses').first().waitFor()
  await timeline.getByText('moodle.web_services_off').first().waitFor()
  expect(await findFindings(page)).toEqual([])
  await page.getByRole('button', { name: t('admin.retry') }).click()
  await expect
    .poll(
      async () =>
        (await student.get<{ lastJob: { status: string } | null }>('/api/sync-status/active')).lastJob
          ?.status,
    )
    .toBe('completed')
  const audit = await stack.db.selectFrom('audit_log').select('action').orderBy('id').execute()
  expect(audit.length).toBeGreaterThanOrEqual(2)
  await context.close()
})
