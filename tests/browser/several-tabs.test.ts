import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage } from '../support/browser.ts'
import { holdReading } from '../support/hold-reading.ts'
import { bar, percent, savedCourses, signInAs } from '../support/student-page.ts'
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

/** Which page asked for the sync's status, in order. */
function watchPolls(context: BrowserContext, jobId: () => string | undefined): Page[] {
  const polls: Page[] = []
  context.on('request', (request) => {
    if (jobId() !== undefined && request.url().endsWith(`/api/sync-status/${jobId()}`)) {
      polls.push(request.frame().page())
    }
  })
  return polls
}

test('two tabs on one sync ask the server as one, and the other goes on when one is closed', async () => {
  const reading = holdReading(stack, 'six')
  const { page: first, context } = await openPage(browser, stack.apiUrl)
  const signedIn = first.waitForResponse('**/api/auth/login')
  await signInAs(first, 'six')
  const { syncJobId } = (await (await signedIn).json()) as { syncJobId: string }
  const polls = watchPolls(context, () => syncJobId)
  await expect.poll(() => percent(first), { timeout: 30_000 }).toBeGreaterThanOrEqual(45)

  const second = await context.newPage()
  await second.goto('/')
  await bar(second).waitFor()
  await expect.poll(() => percent(second)).toBeGreaterThanOrEqual(45)
  // Whichever of them asks by now, it does alone.
  polls.length = 0
  await expect.poll(() => polls.length, { timeout: 20_000 }).toBeGreaterThan(8)
  const [asking] = polls
  expect(new Set(polls).size).toBe(1)

  const left = asking === first ? second : first
  polls.length = 0
  await asking?.close()
  await expect.poll(() => polls.filter((page) => page === left).length).toBeGreaterThan(2)
  reading.release()
  await left.locator('[role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 60_000 })
  await savedCourses(left).first().waitFor()
  await context.close()
})
