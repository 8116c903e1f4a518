import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { addLargeAccount, type LargeAccount } from './large-account.ts'
import { type ListFigures, measureLists } from './list-speed.ts'
import { type Spread, spreadOf } from './percentiles.ts'
import { scriptBytes, openSlowPage } from './slow-page.ts'
import { addInstitution } from './students.ts'
import type { Workbench } from './workbench.ts'

export interface PageSpeedFigures {
  readonly firstLoad: FirstLoadFigures
  readonly pages: readonly PageFigures[]
  readonly account: LargeAccount
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

const rounds = 3
const institutionId = 'pages'
const syncTimeoutMs = 60_000
/** What moves late moves by then. */
const quietMs = 1_500

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
