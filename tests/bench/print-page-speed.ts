import type { PageSpeedFigures } from './page-speed.ts'
import type { Spread } from './percentiles.ts'
import { slow } from './slow-page.ts'
import { heading, table } from './table.ts'

/** Of issue 4. Those of time are printed beside what was measured; only what is counted can fail a run. */
const most = { scriptBytes: 30_000, firstPaintMs: 1_500, layoutShift: 0.05, taskMs: 50 }

export const loadsTooMuch = ({ firstLoad }: PageSpeedFigures): boolean =>
  firstLoad.scriptBytes > most.scriptBytes

export function formatPageSpeed({ firstLoad, pages, account, lists }: PageSpeedFigures): string[] {
  const number = (count: number) => count.toLocaleString('en')
  const ms = (spread: Spread, limit = Number.POSITIVE_INFINITY) =>
    `${mark(spread.median > limit)}${spread.median.toFixed(0)} ms (${spread.least.toFixed(0)}–${spread.most.toFixed(0)})`
  const kilobytes = (bytes: number, limit = Number.POSITIVE_INFINITY) =>
    `${mark(bytes > limit)}${(bytes / 1000).toFixed(1)} kB`
  const shift = (value: number) => `${mark(value > most.layoutShift)}${value.toFixed(3)}`
  return [
    ...heading(
      `Pages in Chromium, phone size: processor ${slow.cpuTimes}× slower, ${slow.downKbps / 1000} Mbps down, ${slow.upKbps} kbps up, ${slow.latencyMs} ms a request`,
    ),
    ...table([
      [
        'nothing cached',
        'first paint',
        'largest paint',
        'form usable',
        'layout shift',
        'JavaScript',
        'requests',
      ],
      [
        'Sign-in',
        ms(firstLoad.firstPaintMs, most.firstPaintMs),
        '',
        ms(firstLoad.formMs),
        shift(firstLoad.layoutShift),
        kilobytes(firstLoad.scriptBytes, most.scriptBytes),
        String(firstLoad.requests),
      ],
      ...pages.map((page) => [
        page.what,
        ms(page.firstPaintMs, most.firstPaintMs),
        ms(page.largestPaintMs),
        '',
        shift(page.layoutShift),
        kilobytes(page.scriptBytes),
        String(page.requests),
      ]),
    ]),
    ...heading(
      `${account.courses} courses with ${number(account.items)} items, one course with ${number(account.itemsOfLargeCourse)}; processor ${slow.cpuTimes}× slower`,
    ),
    ...table([
      ['', 'longest task', 'most processor time', 'tasks over 50 ms', 'slowest input', 'layout shift'],
      ...lists.map((list) => [
        list.what,
        ms(list.longestTaskMs, most.taskMs),
        `${list.mostCpuMs.toFixed(0)} ms`,
        String(list.longTasks),
        ms(list.interactionMs),
        shift(list.layoutShift),
      ]),
    ]),
    'Medians of three rounds (least–most), layout shifts of the worst, processor time and tasks over 50 ms of the best; "over" is past what',
    'issue 4 asks. Other work on the machine makes tasks longer, and slowing the processor down makes that as many times worse.',
  ]
}

const mark = (over: boolean) => (over ? 'over: ' : '')
