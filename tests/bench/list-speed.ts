import type { Browser, Page } from 'playwright-core'
import { translateTo } from '@spike/contract/words'
import type { LargeAccount } from './large-account.ts'
import { type MainThread, traceMainThread } from './main-thread.ts'
import { type Spread, spreadOf } from './percentiles.ts'
import { openSlowPage, type SlowPage } from './slow-page.ts'

export interface ListFigures {
  readonly what: string
  readonly longestTaskMs: Spread
  /** The most that one task had of the processor itself, in the quietest round. */
  readonly mostCpuMs: number
  /** Tasks over 50 ms in the round that had the fewest. */
  readonly longTasks: number
  readonly interactionMs: Spread
  readonly layoutShift: number
}

const rounds = 3
const t = translateTo('he')
/** Between two letters of somebody who types fast. */
const keyMs = 120
/** "Exercise": the first letters stand in most names, all of them in a third. */
const typedLetters = 'תרגיל'

interface Act {
  readonly what: string
  /** Not measured: to find something in a long page costs it more than what is then done there. */
  readonly prepare?: (page: Page) => Promise<void>
  readonly act: (page: Page) => Promise<void>
}

/** Scrolling and filtering, of all courses and of what is in one, on a slow processor. */
export async function measureLists(
  browser: Browser,
  baseURL: string,
  account: LargeAccount,
): Promise<ListFigures[]> {
  const seen = new Map<string, Omit<Round, 'what'>[]>()
  for (let round = 0; round < rounds; round++) {
    for (const acts of pagesOf(account)) {
      await using slowPage = await openSlowPage(browser, {
        baseURL,
        sessionId: account.sessionId,
        slowNetwork: false,
      })
      for (const figures of await actAndMeasure(browser, slowPage, acts)) {
        seen.set(figures.what, [...(seen.get(figures.what) ?? []), figures])
      }
    }
  }
  return [...seen].map(([what, all]) => ({
    what,
    longestTaskMs: spreadOf(all.map(({ longestMs }) => longestMs)),
    mostCpuMs: Math.min(...all.map(({ mostCpuMs }) => mostCpuMs)),
    longTasks: Math.min(...all.map(({ longTasks }) => longTasks)),
    interactionMs: spreadOf(all.map(({ interactionMs }) => interactionMs)),
    layoutShift: Math.max(...all.map(({ layoutShift }) => layoutShift)),
  }))
}

const pagesOf = (account: LargeAccount): readonly (readonly Act[])[] => [
  [
    {
      what: `${account.courses} courses: open`,
      act: (page) => open(page, '/courses', '[data-testid=course-card]'),
    },
    { what: `${account.courses} courses: scroll`, prepare: unfold, act: scrollThere },
    {
      what: `${account.courses} courses: filter`,
      prepare: (page) => focus(page, t('courses.filterCourses')),
      act: filter,
    },
  ],
  actsOf(account.meanCourseId, account.itemsOfMeanCourse),
  actsOf(account.largeCourseId, account.itemsOfLargeCourse),
]

const actsOf = (courseId: string, items: number): readonly Act[] => [
  { what: `course of ${items}: open`, act: (page) => openWhole(page, `/courses/${courseId}`, items) },
  { what: `course of ${items}: scroll`, act: scrollThere },
  {
    what: `course of ${items}: filter`,
    prepare: (page) => focus(page, t('courses.filterItems')),
    act: filter,
  },
  { what: `course of ${items}: by kind`, prepare: (page) => pointAt(page, t('courses.byKind')), act: click },
  { what: `course of ${items}: by kind, scroll`, act: scrollThere },
]

interface Round extends MainThread {
  readonly what: string
  readonly interactionMs: number
  readonly layoutShift: number
}

async function actAndMeasure(browser: Browser, slowPage: SlowPage, acts: readonly Act[]): Promise<Round[]> {
  const { page } = slowPage
  const figures: Round[] = []
  for (const { what, prepare, act } of acts) {
    await prepare?.(page)
    if (figures.length > 0) await slowPage.forgetTimings()
    const traced = await traceMainThread({ browser, page }, () => act(page))
    const { interactionMs, layoutShift } = await slowPage.readTimings()
    figures.push({ what, ...traced, interactionMs, layoutShift })
  }
  return figures
}

async function open(page: Page, path: string, selector: string): Promise<void> {
  await page.goto(path)
  await page.locator(selector).first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** Until every row stands in the page. */
async function openWhole(page: Page, path: string, rows: number): Promise<void> {
  await open(page, path, '.group .item')
  await page
    .locator('.group .item')
    .nth(rows - 1)
    .waitFor({ state: 'attached' })
}

/** What is folded is scrolled through as well. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() =>
    document.querySelectorAll('.courses > details').forEach((fold) => fold.setAttribute('open', '')),
  )
  await nextFrame(page)
}

/** From the top to the end and back, a screen a frame: faster than any finger. */
async function scrollThere(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.move(width / 2, height / 2)
  for (const direction of [1, -1]) {
    while (await page.evaluate(isThere, direction)) {
      await page.mouse.wheel(0, direction * height)
      await nextFrame(page)
    }
  }
}

const isThere = (direction: number) =>
  direction > 0 ? scrollY + innerHeight < document.documentElement.scrollHeight - 2 : scrollY > 0

const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))))

async function focus(page: Page, label: string): Promise<void> {
  await page.getByLabel(label).focus()
}

/** Letter by letter, and away again. */
async function filter(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  for (const letter of typedLetters) {
    // No key of playwright's own keyboard has these letters, and text that no key brought is no input of a person.
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, text: letter })
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter })
    await page.waitForTimeout(keyMs)
  }
  for (let letters = typedLetters.length; letters > 0; letters--) {
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(keyMs)
  }
  await settle(page)
}

async function pointAt(page: Page, label: string): Promise<void> {
  await page.getByText(label, { exact: true }).hover()
}

async function click(page: Page): Promise<void> {
  await page.mouse.down()
  await page.mouse.up()
  await settle(page)
}

/** Until the page has drawn all it has to: no row came for some frames. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const count = () => document.querySelectorAll('.group .item').length
    for (let before = -1, same = 0; same < 10;) {
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)))
      same = count() === before ? same + 1 : 0
      before = count()
    }
  })
}
