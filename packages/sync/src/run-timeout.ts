import type { RunClock } from './run-clock.ts'

/** Calls `stop` once the clock has counted `limitMs` of work. Waiting does not count, so it looks again. */
export function watchTimeout({
  clock,
  limitMs,
  stop,
}: {
  readonly clock: RunClock
  readonly limitMs: number
  readonly stop: () => void
}): Disposable {
  let timer: NodeJS.Timeout
  const look = () => {
    const leftMs = limitMs - clock.activeMs
    if (leftMs <= 0) stop()
    else timer = setTimeout(look, Math.ceil(leftMs))
  }
  timer = setTimeout(look, Math.max(0, Math.ceil(limitMs - clock.activeMs)))
  return { [Symbol.dispose]: () => clearTimeout(timer) }
}
