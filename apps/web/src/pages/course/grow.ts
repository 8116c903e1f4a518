import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { afterPaint } from '../../components/after-paint.ts'

export interface GrowOptions {
  /** How many rows there are in all. */
  total: Accessor<number>
  /** When this changes, the list is another one and grows anew. */
  of: Accessor<unknown>
  /** Rows of the first screen, drawn at once. */
  first: number
  /** The time in ms, of any start. */
  now?: () => number
  /** Calls back when what was drawn is painted; gives what takes that back. */
  schedule?: (callback: () => void) => () => void
}

/** What a step may take: a phone of a quarter of the speed answers in time then, and lays the rows out as well. */
const stepMs = 12
const firstStep = 4
const mostStep = 32

/**
 * How many rows of a long list are to be drawn by now. All of them come to stand in the page, so that the browser's own
 * search and links into it work, but in steps, as large as the device is quick, so that typing and scrolling never wait for them.
 */
export function createGrowing(options: GrowOptions): Accessor<number> {
  const schedule = options.schedule ?? afterPaint
  const now = options.now ?? (() => performance.now())
  const [grown, setGrown] = createSignal({ of: untrack(options.of), rows: options.first })
  // Another list begins small in the very moment that it comes: it would be drawn whole before any effect runs.
  const drawn = createMemo(() => (grown().of === options.of() ? grown().rows : options.first))
  let step = firstStep
  let takeBack = (): void => undefined
  function grow(): void {
    if (drawn() >= options.total()) return
    takeBack = schedule(() => {
      const startedAt = now()
      setGrown({ of: options.of(), rows: drawn() + step })
      const fitting = Math.round((step * stepMs) / Math.max(1, now() - startedAt))
      step = Math.min(Math.max(fitting, 1), 2 * step, mostStep)
      grow()
    })
  }
  createEffect(
    on([options.of, options.total], () => {
      takeBack()
      grow()
    }),
  )
  onCleanup(() => takeBack())
  return drawn
}
