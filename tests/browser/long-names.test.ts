import { translateTo } from '@spike/contract/words'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
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
/** As long as Moodle lets a name be, with no place to break it. */
const longName = 'ארוך'.repeat(60)

async function expectNoOverflow(page: Page, what: string): Promise<void> {
  const { width, shown } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return { width: scrollWidth, shown: clientWidth }
  })
  expect(width, what).toBe(shown)
}

test('names without a place to break make no page wider than a phone', async () => {
  const student = await stack.signIn('student18')
  await student.waitForEnd()
  await stack.db.updateTable('courses').set({ full_name: longName }).execute()
  await stack.db.updateTable('items').set({ name: longName }).execute()
  await stack.db.updateTable('users').set({ full_name: longName, username: longName }).execute()
  const { page, context } = await openPage(browser, stack.apiUrl, { viewport: phone })
  const [name = '', value = ''] = student.cookie.split('=')
  await context.addCookies([{ name, value, url: stack.apiUrl }])

  await page.goto(`/search?q=${encodeURIComponent('ארוך')}`)
  await page.locator('.search-course').first().waitFor()
  await expectNoOverflow(page, 'what was found')

  await page.goto('/account')
  await page.getByText(longName).first().waitFor()
  await expectNoOverflow(page, 'the account')
  await page.locator('.person-button').click()
  await page.locator('.person-name').waitFor()
  await expectNoOverflow(page, 'the menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: t('account.deleteOpen') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const sizes = await dialog.evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))
  expect(sizes.scrollWidth, 'the dialog').toBe(sizes.clientWidth)
  await context.close()
})
