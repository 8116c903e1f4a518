import type { Clock } from './poll-sync.ts'

export interface StageAnnouncer {
  /** Says the text once the gap since the last one is over; a newer text takes the place of one that waits. */
  announce(text: string): void
  stop(): void
}

/**
 * Keeps a screen reader from being flooded: at most one text a gap, and no text twice in a row.
 * `say` puts the text into a live region.
 */
export function createStageAnnouncer(options: {
  say: (text: string) => void
  gapMs: number
  clock: Clock
}): StageAnnouncer {
  let waiting: string | undefined
  let last: string | undefined
  let gap: number | undefined

  function say(text: string): void {
    last = text
    waiting = undefined
    options.say(text)
    gap = options.clock.setTimeout(() => {
      gap = undefined
      if (waiting !== undefined) say(waiting)
    }, options.gapMs)
  }

  return {
    announce(text) {
      if (gap !== undefined) waiting = text === last ? undefined : text
      else if (text !== last) say(text)
    },
    stop() {
      if (gap !== undefined) options.clock.clearTimeout(gap)
    },
  }
}
