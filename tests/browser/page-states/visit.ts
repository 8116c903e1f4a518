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

interface Answer {
  readonly address: URLPattern
  /** Null where none ever comes. */
  readonly told: { readonly status: number; readonly json: unknown } | null
}

/** What each page hears in place of the server's own words; of two for one address, the first. */
const answersOf = new WeakMap<Page, Answer[]>()

declare global {
  /** Of an address that has no answer of the test's: undefined. */
  function findTestAnswer(url: string): Promise<Answer['told'] | undefined>
}

/**
 * Once for a page, before it is led anywhere: from then on the functions below say what it hears of the server.
 *
 * They stand in for the page's `fetch`, not in its network: with Playwright's routes every file of every page would come
 * past the browser's cache and through this process, which costs three times as much.
 */
export async function answerFetches(page: Page): Promise<void> {
  answersOf.set(page, [])
  await page.exposeFunction('findTestAnswer', (url: string) => {
    const found = answersOf.get(page)?.find(({ address }) => address.test(url))
    return found?.told
  })
  await page.addInitScript(() => {
    const ask = globalThis.fetch
    globalThis.fetch = async (asked, init) => {
      const told = await globalThis.findTestAnswer(asked instanceof Request ? asked.url : String(asked))
      if (told === undefined) return ask(asked, init)
      return told === null ? new Promise(() => {}) : Response.json(told.json, { status: told.status })
    }
  })
}

function add(page: Page, pathname: string, told: Answer['told']): void {
  const answers = answersOf.get(page)
  if (!answers) throw new Error('answerFetches() comes first')
  answers.unshift({ address: new URLPattern({ pathname }), told })
}

/** Whatever the server would say, this is what the page hears at an address: the pattern of a path. */
export function answer(page: Page, address: string, json: unknown, status = 200): void {
  add(page, address, { status, json })
}

/** An address that does not work. */
export function fail(
  page: Page,
  address: string,
  code: ErrorAnswer['error']['code'] = 'server.internal',
  status = 500,
): void {
  answer(page, address, buildError(code), status)
}

/** An address that does not answer until the page is left. */
export function hold(page: Page, address: string): void {
  add(page, address, null)
}

/** Goes to a page of a student and waits until all it asked for is there. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('#content h1').waitFor()
  await page.waitForFunction(() => document.querySelector('#content .loading') === null)
}

/** Opens what is folded and folds what is open, all at once: by the mouse, one after another, it takes seconds. */
export async function turnFolds(page: Page, folds = '#content summary'): Promise<void> {
  await page.locator(folds).evaluateAll((found) => {
    for (const fold of found as HTMLElement[]) fold.click()
  })
}

/** The server says again what it says, but for what every visit leaves as it is. */
export function answerAsServer(page: Page): void {
  answersOf.get(page)?.splice(0)
  // One student is shown in three languages at once: none takes the others' news from them.
  answer(page, '/api/changes/read', { unreadCount: 5 })
}
