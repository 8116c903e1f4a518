import { Cron } from 'croner'

/** Rounds are laid by the clock that universities' days follow, summer time included. */
const timezone = 'Asia/Jerusalem'
/** A site is not asked about everybody more often. */
const shortestRoundMs = 60 * 60 * 1000
/** So many rounds are looked at for the shortest and the longest. */
const roundsLookedAt = 48

/** The time between two moments of a schedule. Each student has a moment of their own in it. */
export interface Round {
  readonly startedAt: Date
  readonly endsAt: Date
}

/** When students are synced without asking: the beginnings of rounds, as a cron line of five fields. */
export interface SyncSchedule {
  /** The round that `now` is in. */
  roundAt(now: Date): Round | null
  /** From one beginning to the next, where that is longest. */
  readonly longestRoundMs: number
}

/** Takes a cron line, or `off`; null where it is neither, or a round would be shorter than an hour. */
export function parseSchedule(text: string): SyncSchedule | 'off' | null {
  const line = text.trim()
  if (line.toLowerCase() === 'off') return 'off'
  const cron = parseCron(line)
  if (cron === null) return null
  const lengths = roundLengths(cron)
  if (lengths.length === 0 || lengths.some((ms) => ms < shortestRoundMs)) return null
  return { roundAt: (now) => roundOf(cron, now), longestRoundMs: Math.max(...lengths) }
}

function parseCron(line: string): Cron | null {
  if (line.startsWith('@')) return null
  try {
    return new Cron(line, { mode: '5-part', timezone, paused: true })
  } catch {
    return null
  }
}

function roundLengths(cron: Cron): number[] {
  const starts = cron.nextRuns(roundsLookedAt).map((at) => at.getTime())
  return starts.slice(1).map((at, index) => at - (starts[index] ?? at))
}

function roundOf(cron: Cron, now: Date): Round | null {
  // What croner calls previous is before the reference, which a round's first second is not.
  const [startedAt] = cron.previousRuns(1, new Date(now.getTime() + 1000))
  const endsAt = startedAt && cron.nextRun(startedAt)
  return startedAt && endsAt ? { startedAt, endsAt } : null
}
