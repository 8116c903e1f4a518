import { languages } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import { markCredentialRefused } from '@spike/store'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { desktop, launchBrowser, openPage, phone } from '../support/browser.ts'
import { deadlineRows, signInAs } from '../support/student-page.ts'
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

test.each(languages)(
  'a credential that was refused after a sync that was fine is told at the next visit (%s)',
  async (language) => {
    const t = translateTo(language)
    const viewport = language === 'en' ? desktop : phone
    const { page, context, complaints } = await openPage(browser, stack.apiUrl, { viewport })
    await page.addInitScript((chosen) => localStorage.setItem('spike.language', chosen), language)
    await signInAs(page, 'student12', { language })
    await page.getByRole('heading', { name: t('stages.completed') }).waitFor({ timeout: 30_000 })
    const user = await stack.db
      .selectFrom('users')
      .select('id')
      .where('username', '=', 'student12')
      .executeTakeFirstOrThrow()
    await markCredentialRefused(stack.db, { userId: user.id, storedAt: new Date() })

    await page.goto('/')
    const note = page.getByTestId('sign-in-again')
    await note.waitFor()
    await deadlineRows(page).first().waitFor()
    expect(await note.textContent()).toContain(t('courses.signInAgain'))
    expect(await page.getByRole('button', { name: t('today.syncNow') }).count()).toBe(0)
    expect(await findFindings(page)).toEqual([])
    await note.getByRole('button', { name: t('progress.signInAgain') }).click()
    await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  },
  60_000,
)
