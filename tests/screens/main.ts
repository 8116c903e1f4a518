/**
 * `pnpm screens [folder]`: pictures of the pages on the simulated university, Hebrew on a phone and English on a desktop,
 * for somebody to look at. Into .spike/screens unless a folder is given.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nothingKnown } from '@spike/moodle'
import { writeSiteKnowledge } from '@spike/store'
import type { Browser } from 'playwright-core'
import { desktop, launchBrowser, openPage, phone } from '../support/browser.ts'
import { startOwnPostgres } from '../support/own-postgres.ts'
import { holdReading } from '../support/hold-reading.ts'
import { courseCards, percent, signInAs } from '../support/student-page.ts'
import { institutionId, startTestStack, type TestStack } from '../support/test-stack.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = path.resolve(root, process.argv[2] ?? '.spike/screens')
const views = [
  { name: 'he-phone', language: 'he', viewport: phone },
  { name: 'en-desktop', language: 'en', viewport: desktop },
] as const

async function takePictures(browser: Browser, stack: TestStack, view: (typeof views)[number]): Promise<void> {
  const { page, context } = await openPage(browser, stack.apiUrl, view)
  const save = (name: string) => page.screenshot({ path: path.join(folder, `${name}.${view.name}.png`) })
  await page.addInitScript((language) => localStorage.setItem('spike.language', language), view.language)
  await page.goto('/')
  await page.locator('#university option').nth(1).waitFor({ state: 'attached' })
  await save('sign-in')

  await signInAs(page, 'demo', { language: view.language, password: 'wrong' })
  await page.getByRole('alert').first().waitFor()
  await save('sign-in-refused')

  const held = holdReading(stack, 'demo')
  await signInAs(page, 'demo', { language: view.language })
  // Most courses are saved; the last one is held.
  while ((await percent(page)) < 60) await page.waitForResponse('**/api/sync-status/**')
  await save('progress')
  held.release()
  await page.locator('[role=progressbar][aria-valuenow="100"]').waitFor()
  await courseCards(page).first().waitFor()
  await save('home')

  await courseCards(page).first().getByRole('link').first().click()
  await page.waitForURL('**/courses/*')
  for (const name of ['course', 'grades', 'changes']) {
    if (name !== 'course') await page.goto(`/${name}`)
    await page.waitForLoadState('networkidle')
    await save(name)
  }
  await context.close()
}

/** At a university that signs students in on a page of its own. */
async function takeSingleSignOn(
  browser: Browser,
  stack: TestStack,
  view: (typeof views)[number],
): Promise<void> {
  const { page, context } = await openPage(browser, stack.apiUrl, view)
  await page.addInitScript((language) => localStorage.setItem('spike.language', language), view.language)
  await page.goto('/')
  await page.getByRole('combobox').selectOption(institutionId)
  await page.locator('a[href*="launch.php"]').waitFor()
  await page.screenshot({ path: path.join(folder, `single-sign-on.${view.name}.png`), fullPage: true })
  await context.close()
}

mkdirSync(folder, { recursive: true })
const postgres = await startOwnPostgres()
const stack = await startTestStack({ connectionString: postgres.connectionString })
const browser = await launchBrowser()
try {
  for (const view of views) {
    await takePictures(browser, stack, view)
    stack.campus.control.reset()
  }
  await writeSiteKnowledge(stack.db, institutionId, { ...nothingKnown, signIn: 'browser' })
  for (const view of views) await takeSingleSignOn(browser, stack, view)
  console.log(`Pictures are in ${folder}`)
} finally {
  await browser.close()
  await stack.close()
  await postgres.stop()
}
