import { translateTo } from '@spike/contract/words'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
import { runSchedule, scheduleOfRoundThatEnds } from '../support/scheduled-syncs.ts'
import { deadlineRows, fillSignIn, signInAs } from '../support/student-page.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([
    startTestStack({ worker: { syncSchedule: scheduleOfRoundThatEnds() } }),
    launchBrowser(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('whose token expired between two visits is asked to sign in again, and still sees what was read', async () => {
  const t = translateTo('he')
  const { page, context, complaints } = await openPage(browser, stack.apiUrl, { viewport: phone })
  await signInAs(page, 'student12')
  await page.getByRole('heading', { name: t('stages.completed') }).waitFor({ timeout: 30_000 })
  await page.goto('about:blank')
  stack.campus.control.expireToken('student12')
  await runSchedule(stack.db)
  await expect
    .poll(() =>
      stack.db
        .selectFrom('sync_jobs')
        .select('error_code')
        .where('trigger', '=', 'schedule')
        .executeTakeFirst(),
    )
    .toEqual({ error_code: 'auth.sign_in_again' })

  await page.goto('/')
  const error = page.getByTestId('sync-error')
  await error.waitFor({ timeout: 20_000 })
  expect(await error.textContent()).toContain(t('errors.auth.sign_in_again'))
  await deadlineRows(page).first().waitFor()
  expect(await findFindings(page)).toEqual([])
  await error.getByRole('button', { name: t('progress.signInAgain') }).click()
  await fillSignIn(page, 'student12')
  await page.getByRole('heading', { name: t('stages.completed') }).waitFor({ timeout: 30_000 })
  expect(await error.count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})
