import { translateTo } from '@spike/contract/words'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
import { savedCourses, signInAs } from '../support/student-page.ts'
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

const t = translateTo('he')

test('at a university with single sign-on the page leads there and back, to the student’s courses', async () => {
  stack.campus.control.setSite({ typeoflogin: 2 })
  const { page, context } = await openPage(browser, stack.apiUrl, { viewport: phone })
  // Nobody knows yet how this university signs in: its own answer says it.
  await signInAs(page, 'six')
  await page.getByText(t('errors.auth.browser_sign_in_required')).waitFor()
  const link = page.getByRole('link', { name: t('signIn.browserOpen') })
  await expect
    .poll(() => link.getAttribute('href'))
    .toContain(`${stack.campus.url}/admin/tool/mobile/launch.php`)
  expect(await findFindings(page)).toEqual([])

  const opening = context.waitForEvent('page')
  await link.press('Enter')
  const university = await opening
  expect(await university.evaluate(() => window.opener)).toBeNull()
  await university.locator('[name=username]').fill('six')
  await university.locator('[name=password]').fill('six')
  await university.locator('button').click()
  const shown = await university.locator('#launchapp').getAttribute('href')
  expect(shown).toMatch(/^moodlemobile:\/\/token=/)
  await university.close()

  await page.getByLabel(t('signIn.browserLink')).fill(shown!)
  await page.getByRole('button', { name: t('signIn.submit'), exact: true }).click()
  await savedCourses(page).first().waitFor({ timeout: 60_000 })

  // The next student there is led to the university's page at once: there is no other to choose.
  const next = await openPage(browser, stack.apiUrl)
  await next.page.goto('/')
  await next.page.getByRole('link', { name: t('signIn.browserOpen') }).waitFor()
  expect(await next.page.getByLabel(t('signIn.password'), { exact: true }).count()).toBe(0)
  expect(next.complaints).toEqual([])
  await next.context.close()
  await context.close()
})
