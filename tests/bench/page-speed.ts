import type { Browser, Page } from 'playwright-core'
import { translateTo } from '@spike/contract/words'
import { launchBrowser } from '../support/browser.ts'
import { addLargeAccount, type LargeAccount } from './large-account.ts'
import { type MainThread, traceMainThread } from './main-thread.ts'
import { type Spread, spreadOf } from './percentiles.ts'
import { scriptBytes, openSlowPage, type SlowPage } from './slow-page.ts'
import { addInstitution } from './students.ts'
import type { Workbench } from './workbench.ts'

export interface PageSpeedFigures {
  readonly firstLoad: FirstLoadFigures
  readonly pages: readonly PageFigures[]
  readonly account: Pick<LargeAccount, 'courses' | 'items' | 'itemsOfLargeCourse'>
  readonly lists: readonly ListFigures[]
}

export interface FirstLoadFigures {
  readonly firstPaintMs: Spread
  readonly formMs: Spread
  /** Of all that was asked for until the form took typing. */
  readonly scriptBytes: number
  readonly requests: number
  readonly layoutShift: number
}

export interface PageFigures {
  readonly what: string
  readonly firstPaintMs: Spread
  readonly largestPaintMs: Spread
  readonly layoutShift: number
  readonly scriptBytes: number
  readonly requests: number
}

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
const institutionId = 'pages'
const t = translateTo('he')
const syncTimeoutMs = 60_000
/** What moves late moves by then. */
const quietMs = 1_500
/** Between two letters of somebody who types fast. */
const keyMs = 120
/** "Exercise": the first letters stand in most names, all of them in a third. */
const typedLetters = 'תרגיל'

/** Loading, scrolling and filtering in the real browser, on a slow device and network. */
export async function measurePageSpeed(bench: Workbench): Promise<PageSpeedFigures> {
  await addInstitution(bench, institutionId)
  const api = await bench.startApi()
  const baseURL = api.ready[0]
  const browser = await launchBrowser()
  try {
    const firstLoad = await measureFirstLoad(browser, baseURL)
    const student = await syncStudent(bench, baseURL)
    const pages: PageFigures[] = []
    for (const [what, path] of pagesOf(student.courseId)) {
      pages.push(await measurePage(browser, { what, path, baseURL, sessionId: student.sessionId }))
    }
    const account = await addLargeAccount(bench, institutionId)
    const lists = await measureLists(browser, baseURL, account)
    return { firstLoad, pages, account, lists }
  } finally {
    await browser.close()
    await api.stop()
  }
}

const pagesOf = (courseId: string) =>
  [
    ['Today', '/'],
    ['Courses', '/courses'],
    ['A course', `/courses/${courseId}`],
    ['Grades', '/grades'],
    ['Changes', '/changes'],
    ['Search', '/search?q=תרגיל'],
    ['Account', '/account'],
  ] as const

async function measureFirstLoad(browser: Browser, baseURL: string): Promise<FirstLoadFigures> {
  const loads = []
  for (let round = 0; round < rounds; round++) {
    await using slowPage = await openSlowPage(browser, { baseURL, slowNetwork: true })
    const { page, requests } = slowPage
    await page.goto('/')
    await page.locator('input[type=password]').waitFor()
    await page.waitForLoadState('networkidle')
    const timings = await slowPage.readTimings()
    const formMs = timings.formMs ?? Number.NaN
    const untilForm = requests.filter(({ startedAt }) => startedAt <= timings.timeOrigin + formMs)
    loads.push({
      ...timings,
      formMs,
      scriptBytes: scriptBytes(untilForm),
      requests: untilForm.length,
    })
  }
  return {
    firstPaintMs: spreadOf(loads.map((load) => load.firstPaintMs)),
    formMs: spreadOf(loads.map((load) => load.formMs)),
    scriptBytes: Math.max(...loads.map((load) => load.scriptBytes)),
    requests: Math.max(...loads.map((load) => load.requests)),
    layoutShift: Math.max(...loads.map((load) => load.layoutShift)),
  }
}

/** The demo student, signed in and synced through Spike's own api and worker. */
async function syncStudent(
  bench: Workbench,
  baseURL: string,
): Promise<{ sessionId: string; courseId: string }> {
  const worker = await bench.startWorker()
  try {
    const answer = await fetch(`${baseURL}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseURL },
      body: JSON.stringify({ universityId: institutionId, username: 'demo', password: 'demo' }),
    })
    if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`)
    const { syncJobId } = (await answer.json()) as { syncJobId: string }
    const sessionId = /spike=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1]
    if (!sessionId) throw new Error('Signing in gave no session')
    const headers = { cookie: `spike=${sessionId}` }
    await waitForSync(() => fetch(`${baseURL}/api/sync-status/${syncJobId}`, { headers }))
    const { courses } = (await (await fetch(`${baseURL}/api/courses`, { headers })).json()) as {
      courses: { id: string; itemCount: number }[]
    }
    const [largest] = courses.toSorted((a, b) => b.itemCount - a.itemCount)
    if (!largest) throw new Error('The student has no course')
    return { sessionId, courseId: largest.id }
  } finally {
    await worker.stop()
  }
}

async function waitForSync(ask: () => Promise<Response>): Promise<void> {
  const until = Date.now() + syncTimeoutMs
  while (Date.now() < until) {
    const { status } = (await (await ask()).json()) as { status: string }
    if (status === 'completed') return
    if (status === 'failed' || status === 'cancelled') throw new Error(`The sync ended as ${status}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('The sync did not end in time')
}

async function measurePage(
  browser: Browser,
  {
    what,
    path,
    baseURL,
    sessionId,
  }: { readonly what: string; readonly path: string; readonly baseURL: string; readonly sessionId: string },
): Promise<PageFigures> {
  const loads = []
  for (let round = 0; round < rounds; round++) {
    await using slowPage = await openSlowPage(browser, { baseURL, sessionId, slowNetwork: true })
    await slowPage.page.goto(path)
    await waitUntilWhole(slowPage.page)
    loads.push({
      ...(await slowPage.readTimings()),
      scriptBytes: scriptBytes(slowPage.requests),
      requests: slowPage.requests.length,
    })
  }
  return {
    what,
    firstPaintMs: spreadOf(loads.map((load) => load.firstPaintMs)),
    largestPaintMs: spreadOf(loads.map((load) => load.largestPaintMs)),
    layoutShift: Math.max(...loads.map((load) => load.layoutShift)),
    scriptBytes: Math.max(...loads.map((load) => load.scriptBytes)),
    requests: Math.max(...loads.map((load) => load.requests)),
  }
}

/** Its heading stands, nothing in it is being waited for any more, and its letters are those that stay. */
async function waitUntilWhole(page: Page): Promise<void> {
  await page.locator('#content h1:not(.visually-hidden)').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('#content .loading'))
  await page.waitForFunction(() => document.fonts.size > 3 && document.fonts.status === 'loaded')
  await page.waitForTimeout(quietMs)
}

type Act = (page: Page) => Promise<void>

/** What is done on the page of all courses, and on that of the large one. */
const actsOf = ({
  largeCourseId,
  itemsOfLargeCourse,
}: LargeAccount): readonly (readonly [string, Act][])[] => [
  [
    ['Courses: open', (page) => open(page, '/courses', '[data-testid=course-card]')],
    ['Courses: scroll', scrollThere],
    ['Courses: filter', (page) => filter(page, t('courses.filterCourses'))],
  ],
  [
    ['Course: open', (page) => openWhole(page, `/courses/${largeCourseId}`, itemsOfLargeCourse)],
    ['Course: scroll', scrollThere],
    ['Course: filter', (page) => filter(page, t('courses.filterItems'))],
    ['Course: by kind', (page) => choose(page, t('courses.byKind'))],
    ['Course: by kind, scroll', scrollThere],
    ['Course: by section', (page) => choose(page, t('courses.bySection'))],
  ],
]

async function measureLists(
  browser: Browser,
  baseURL: string,
  account: LargeAccount,
): Promise<ListFigures[]> {
  const seen = new Map<string, Omit<Round, 'what'>[]>()
  for (let round = 0; round < rounds; round++) {
    for (const acts of actsOf(account)) {
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

interface Round extends MainThread {
  readonly what: string
  readonly interactionMs: number
  readonly layoutShift: number
}

async function actAndMeasure(
  browser: Browser,
  slowPage: SlowPage,
  acts: readonly [string, Act][],
): Promise<Round[]> {
  const { page } = slowPage
  const figures: Round[] = []
  for (const [what, act] of acts) {
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
  await open(page, path, '.item')
  await page
    .locator('.item')
    .nth(rows - 1)
    .waitFor({ state: 'attached' })
}

/** From the top to the end and back, as by a wheel that is turned fast. */
async function scrollThere(page: Page): Promise<void> {
  // What is folded is scrolled through as well.
  await page.evaluate(() =>
    document.querySelectorAll('.courses > details').forEach((fold) => fold.setAttribute('open', '')),
  )
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.move(width / 2, height / 2)
  for (const direction of [1, -1]) {
    while (await page.evaluate(isThere, direction)) {
      await page.mouse.wheel(0, direction * height * 3)
      await nextFrame(page)
    }
  }
}

const isThere = (direction: number) =>
  direction > 0 ? scrollY + innerHeight < document.documentElement.scrollHeight - 2 : scrollY > 0

const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))))

/** Letter by letter, and away again. */
async function filter(page: Page, label: string): Promise<void> {
  await page.getByLabel(label).focus()
  for (const letter of typedLetters) {
    await page.keyboard.insertText(letter)
    await page.waitForTimeout(keyMs)
  }
  for (let letters = typedLetters.length; letters > 0; letters--) {
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(keyMs)
  }
  await settle(page)
}

async function choose(page: Page, label: string): Promise<void> {
  await page.getByText(label, { exact: true }).click()
  await settle(page)
}

/** Until the page has drawn all it has to: no row came for some frames. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const count = () => document.querySelectorAll('.item').length
    for (let before = -1, same = 0; same < 10;) {
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)))
      same = count() === before ? same + 1 : 0
      before = count()
    }
  })
}
