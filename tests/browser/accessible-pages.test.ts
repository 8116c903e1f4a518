import { languages, type Language } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { bringChanges } from '../support/bring-changes.ts'
import { desktop, launchBrowser, openPage, phone } from '../support/browser.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'
import { visitAccount } from './page-states/account.ts'
import { visitCourses } from './page-states/courses.ts'
import { visitMorePages } from './page-states/more-pages.ts'
import { visitSignIn } from './page-states/sign-in.ts'
import { visitToday } from './page-states/today.ts'
import { answerAsServer, answerFetches, type States } from './page-states/visit.ts'

let stack: TestStack
let browser: Browser
/** The session of a student whose second sync found something of every kind. */
let cookie: string
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  const student = await stack.signIn('six')
  await student.waitForEnd()
  await bringChanges(stack, 'six')
  cookie = student.cookie
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

async function openIn(language: Language) {
  const { page, context } = await openPage(browser, stack.apiUrl, {
    viewport: language === 'en' ? desktop : phone,
    language,
    // It would answer instead of what these tests answer.
    serviceWorkers: 'block',
  })
  await page.addInitScript((chosen) => {
    localStorage.setItem('spike.language', chosen)
    localStorage.setItem('spike.theme', 'light')
  }, language)
  await answerFetches(page)
  return { page, context, t: translateTo(language) }
}

/** Everything wrong in all states, in both themes. */
async function lookAtAll(page: Page, states: States): Promise<string[]> {
  const wrong: string[] = []
  const showTheme = (theme: string) =>
    page.evaluate((shown) => void (document.documentElement.dataset['theme'] = shown), theme)
  for await (const state of states) {
    wrong.push(...(await findFindings(page)).map((finding) => `${state}, light: ${finding}`))
    await showTheme('dark')
    wrong.push(...(await findFindings(page, 'colours')).map((finding) => `${state}, dark: ${finding}`))
    await showTheme('light')
  }
  return wrong
}

test.concurrent.each(languages)(
  'no finding on any page in any state, light or dark (%s)',
  { timeout: 300_000 },
  async (language) => {
    const visitor = await openIn(language)
    const entrance = await lookAtAll(visitor.page, visitSignIn(visitor))
    await visitor.context.close()

    const visit = await openIn(language)
    const [name = '', value = ''] = cookie.split('=')
    await visit.context.addCookies([{ name, value, url: stack.apiUrl }])
    answerAsServer(visit.page)
    const wrong = [...entrance]
    for (const states of [visitToday, visitCourses, visitMorePages, visitAccount]) {
      wrong.push(...(await lookAtAll(visit.page, states(visit))))
    }
    await visit.context.close()
    expect(wrong).toEqual([])
  },
)
