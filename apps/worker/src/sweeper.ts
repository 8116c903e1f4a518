import { type Database, sweep } from '@spike/store'
import type { Logger } from 'pino'

/** Sweeps regularly; see `sweep`. Every worker has one, and the database lets one of them work. */
export function startSweeper({
  db,
  log,
  silentAfterMs,
  intervalMs,
}: {
  readonly db: Database
  readonly log: Logger
  readonly silentAfterMs: number
  readonly intervalMs: number
}): { stop(): Promise<void> } {
  let current: Promise<void> | null = null
  const sweepOnce = async () => {
    try {
      const swept = await sweep(db, { silentAfterMs })
      if (swept && swept.lostWorkers.length + swept.requeued.length + swept.ended.length > 0) {
        log.warn(swept, 'freed what lost workers held')
      }
    } catch (error) {
      log.warn({ err: error }, 'sweep failed')
    }
  }
  const timer = setInterval(() => {
    current ??= sweepOnce().finally(() => (current = null))
  }, intervalMs)
  return {
    async stop() {
      clearInterval(timer)
      await current
    },
  }
}
