import type { Moodle } from '@spike/moodle'
import type { Database, PushKeys, Sealer } from '@spike/store'
import type { SyncSettings } from '@spike/sync'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'

export interface WorkerSettings extends SyncSettings {
  /** Syncs that run at once in this process. */
  readonly concurrency: number
  /** How often the queue is asked for jobs that came without a notification: retries and freed ones. */
  readonly pollIntervalMs: number
  readonly heartbeatIntervalMs: number
  /** A worker that has not beaten for so long is taken for dead. */
  readonly silentAfterMs: number
  /** How long runs may take to come to a good place when the process stops. */
  readonly shutdownGraceMs: number
  /** Days for which ended jobs are kept. */
  readonly keepJobsDays: number
  /** Days after which a session that was not seen has ended. */
  readonly sessionIdleDays: number
  /** For institutions without a schedule of their own: a cron line or `off`, as `parseSchedule` takes it. */
  readonly syncSchedule: string
  /** Tries of a scheduled sync. */
  readonly maxTries: number
  /** By which push services know this Spike; null where it is the database's own pair. */
  readonly pushKeys: PushKeys | null
  /** Whom a push service may turn to: an https address or a mailto. */
  readonly pushContact: string
}

export interface WorkerDeps {
  readonly connectionString: string
  readonly db: Database
  readonly moodle: Moodle
  readonly sealer: Sealer
  readonly log: Logger
  /** Where this worker's metrics are registered. */
  readonly registry: Registry
  readonly settings: WorkerSettings
  readonly now: () => Date
}
