import type { Browser, Page } from 'playwright-core'

export interface MainThread {
  /** The longest that it did one thing, in ms. */
  readonly longestMs: number
  readonly longTasks: number
  /** The most that one task had of the processor itself, however long it waited for it. */
  readonly mostCpuMs: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly dur?: number
  /** Of the thread's own processor time. */
  readonly tdur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly frame?: string } }
}

const longTaskMs = 50
const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']

/** What the page's main thread did while `work` ran, by the browser's trace: shorter tasks than the page is told of, too. */
export async function traceMainThread(
  { browser, page }: { readonly browser: Browser; readonly page: Page },
  work: () => Promise<void>,
): Promise<MainThread> {
  await browser.startTracing(page, { categories })
  let trace: Buffer
  try {
    await work()
  } finally {
    trace = await browser.stopTracing()
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const tasks = traceEvents.filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const ofPage = tasks.filter(({ pid, tid }) => mains.has(`${pid} ${tid}`))
  const durations = ofPage.map(({ dur = 0 }) => dur / 1000)
  if (durations.length === 0) throw new Error('The trace holds no task of the page')
  return {
    longestMs: Math.max(...durations),
    mostCpuMs: Math.max(...ofPage.map(({ tdur = 0 }) => tdur / 1000)),
    longTasks: durations.filter((ms) => ms > longTaskMs).length,
  }
}
