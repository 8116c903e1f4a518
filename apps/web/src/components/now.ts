import { createSignal, onCleanup, type Accessor } from 'solid-js'

interface Ticking {
  now: Accessor<number>
  users: number
  timer: ReturnType<typeof setInterval>
}

const tickingByPeriod = new Map<number, Ticking>()

/**
 * The time in ms since 1970, read anew every half minute: for words such as "in 3 minutes". All who ask for the same
 * period share one timer, so that a long list has not one a row.
 */
export function createNow(everyMs = 30_000): Accessor<number> {
  const ticking = tickingByPeriod.get(everyMs) ?? startTicking(everyMs)
  ticking.users += 1
  onCleanup(() => {
    ticking.users -= 1
    if (ticking.users > 0) return
    clearInterval(ticking.timer)
    tickingByPeriod.delete(everyMs)
  })
  return ticking.now
}

function startTicking(everyMs: number): Ticking {
  const [now, setNow] = createSignal(Date.now())
  const ticking = { now, users: 0, timer: setInterval(() => setNow(Date.now()), everyMs) }
  tickingByPeriod.set(everyMs, ticking)
  return ticking
}
