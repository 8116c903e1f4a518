import type { Browser, CDPSession, Page } from 'playwright-core'
import { phone } from '../support/browser.ts'

/** How a page is slowed down: Lighthouse's phone on what was called fast 3G. */
export const slow = { cpuTimes: 4, latencyMs: 150, downKbps: 1_600, upKbps: 750 } as const

export interface SlowPageOptions {
  readonly baseURL: string
  /** Of a student's session; without it nobody is signed in. */
  readonly sessionId?: string
  /** False for what is measured after loading: the processor alone is slow then. */
  readonly slowNetwork: boolean
  readonly viewport?: { readonly width: number; readonly height: number }
}

export interface SlowPage extends AsyncDisposable {
  readonly page: Page
  readonly requests: readonly PageRequest[]
  /** By the browser's own entries, since the page was opened or they were last forgotten. */
  readTimings(): Promise<Timings>
  forgetTimings(): Promise<void>
}

export interface PageRequest {
  readonly url: string
  /** In ms since 1970, by the browser's clock. */
  readonly startedAt: number
  mimeType: string
  wireBytes: number
}

export interface Timings {
  readonly firstPaintMs: number
  readonly largestPaintMs: number
  /** When a field for a password stood in the page; null where none does. */
  readonly formMs: number | null
  readonly timeOrigin: number
  readonly layoutShift: number
  /** The longest that one key or click waited until what it did was painted. */
  readonly interactionMs: number
}

declare global {
  interface Window {
    spikeTimings: {
      largestPaintMs: number
      formMs: number | null
      layoutShift: number
      interactionMs: number
    }
  }
}

/** A fresh browser profile with nothing in its cache, on a slow device. */
export async function openSlowPage(browser: Browser, options: SlowPageOptions): Promise<SlowPage> {
  const { baseURL, sessionId, viewport = phone } = options
  const context = await browser.newContext({ baseURL, viewport, locale: 'he', hasTouch: false })
  if (sessionId !== undefined) {
    await context.addCookies([
      { name: 'spike', value: sessionId, url: baseURL, httpOnly: true, sameSite: 'Lax' },
    ])
  }
  const page = await context.newPage()
  await page.addInitScript(observeTimings)
  const devtools = await context.newCDPSession(page)
  const requests = await recordRequests(devtools)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow.cpuTimes })
  if (options.slowNetwork) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: slow.latencyMs,
      downloadThroughput: (slow.downKbps * 1000) / 8,
      uploadThroughput: (slow.upKbps * 1000) / 8,
    })
  }
  return {
    page,
    requests,
    readTimings: () =>
      page.evaluate(() => ({
        ...window.spikeTimings,
        firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        timeOrigin: performance.timeOrigin,
      })),
    forgetTimings: () =>
      page.evaluate(() => {
        window.spikeTimings.layoutShift = 0
        window.spikeTimings.interactionMs = 0
      }),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** Runs in the page, before anything of it. */
function observeTimings(): void {
  const timings: Window['spikeTimings'] = {
    largestPaintMs: 0,
    formMs: null,
    layoutShift: 0,
    interactionMs: 0,
  }
  window.spikeTimings = timings
  const observe = (
    init: PerformanceObserverInit & { durationThreshold?: number },
    on: (entry: never) => void,
  ) =>
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => on(entry as never))).observe(init)
  observe({ type: 'largest-contentful-paint', buffered: true }, (entry: PerformanceEntry) => {
    timings.largestPaintMs = entry.startTime
  })
  observe({ type: 'layout-shift', buffered: true }, (entry: { value: number; hadRecentInput: boolean }) => {
    if (!entry.hadRecentInput) timings.layoutShift += entry.value
  })
  observe({ type: 'event', durationThreshold: 16 }, (entry: { duration: number; interactionId: number }) => {
    if (entry.interactionId > 0) timings.interactionMs = Math.max(timings.interactionMs, entry.duration)
  })
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('input[type=password]:not([disabled])')) return
    timings.formMs = performance.now()
    watcher.disconnect()
  })
  watcher.observe(document, { childList: true, subtree: true })
}

async function recordRequests(devtools: CDPSession): Promise<PageRequest[]> {
  const requests: PageRequest[] = []
  const byId = new Map<string, PageRequest>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    if (!request.url.startsWith('http')) return
    const seen = { url: request.url, startedAt: wallTime * 1000, mimeType: '', wireBytes: 0 }
    byId.set(requestId, seen)
    requests.push(seen)
  })
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    const seen = byId.get(requestId)
    if (seen) seen.mimeType = response.mimeType
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const seen = byId.get(requestId)
    if (seen) seen.wireBytes = encodedDataLength
  })
  await devtools.send('Network.enable')
  return requests
}

export const scriptBytes = (requests: readonly PageRequest[]): number =>
  requests
    .filter(({ mimeType }) => mimeType.includes('javascript'))
    .reduce((sum, { wireBytes }) => sum + wireBytes, 0)
