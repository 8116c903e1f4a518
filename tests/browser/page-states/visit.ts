import type { ErrorAnswer } from '@spike/contract'
import type { Translate } from '@spike/contract/words'
import type { Page } from 'playwright-core'
import { buildError } from '@spike/web/testing'

/** A browser in one language, to be led from state to state. */
export interface Visit {
  readonly page: Page
  readonly t: Translate
}

/** Leads a page from state to state: gives the name of each once it is there to be looked at. */
export type States = AsyncGenerator<string, void, void>

/** Whatever the server would say, this is what the page hears at an address, by a pattern of it. */
export async function answer(page: Page, address: string, json: unknown, status = 200): Promise<void> {
  await page.route(address, (route) => route.fulfill({ status, json }))
}

/** An address that does not work. */
export async function fail(
  page: Page,
  address: string,
  code: ErrorAnswer['error']['code'] = 'server.internal',
  status = 500,
): Promise<void> {
  await answer(page, address, buildError(code), status)
}

/** An address that does not answer until the page is left. */
export async function hold(page: Page, address: string): Promise<void> {
  await page.route(address, () => {})
}

/** Goes to a page of a student and waits until all it asked for is there. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('#content h1').waitFor()
  await page.waitForFunction(() => document.querySelector('#content .loading') === null)
}

/** The server says again what it says, but for what every visit leaves as it is. */
export async function answerAsServer(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  // One student is shown in three languages at once: none takes the others' news from them.
  await answer(page, '**/api/changes/read', { unreadCount: 5 })
}
