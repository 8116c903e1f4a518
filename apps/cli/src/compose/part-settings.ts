import { type ApiSettings, fixedApiSettings } from '@spike/api'
import { developmentKey } from '@spike/store'
import type { WorkerSettings } from '@spike/worker'
import type { Settings } from '../settings/schema.ts'

const dayMs = 86_400_000

/** Production reads no site over plain http, wherever it is. */
export const allowsLocalSites = ({ NODE_ENV }: Pick<Settings, 'NODE_ENV'>): boolean =>
  NODE_ENV !== 'production'

/** The first seals. Production has keys of its own: without them the settings are refused. */
export const sealingKeys = ({ ENCRYPTION_KEYS }: Settings) => ENCRYPTION_KEYS ?? ([developmentKey] as const)

export function apiSettings(settings: Settings): ApiSettings {
  return {
    ...fixedApiSettings,
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL ?? null,
    trustedProxies: settings.TRUST_PROXY,
    allowLocalSites: allowsLocalSites(settings),
    pollingIntervalMs: settings.JOB_POLLING_INTERVAL,
    autoSyncEnabled: settings.AUTO_SYNC_ENABLED,
    maxTries: settings.JOB_MAX_RETRIES,
    sessionIdleMs: settings.SESSION_IDLE_DAYS * dayMs,
    sessionMaxMs: settings.SESSION_MAX_DAYS * dayMs,
    moodleRequestTimeoutMs: settings.MOODLE_REQUEST_TIMEOUT,
    signInTimeoutMs: settings.MOODLE_REQUEST_TIMEOUT * 2,
    fileMaxBytes: settings.FILE_MAX_BYTES,
    maxWaiters: settings.MAX_WAITERS,
    workerSilentAfterMs: settings.WORKER_SILENT_AFTER,
  }
}

export function workerSettings(settings: Settings): WorkerSettings {
  return {
    concurrency: settings.WORKER_CONCURRENCY,
    pollIntervalMs: settings.WORKER_POLL_INTERVAL,
    heartbeatIntervalMs: settings.WORKER_HEARTBEAT_INTERVAL,
    silentAfterMs: settings.WORKER_SILENT_AFTER,
    shutdownGraceMs: settings.WORKER_SHUTDOWN_GRACE,
    keepJobsDays: settings.JOB_CLEANUP_DAYS,
    syncSchedule: settings.SYNC_SCHEDULE,
    maxTries: settings.JOB_MAX_RETRIES,
    jobTimeoutMs: settings.JOB_TIMEOUT,
    autoSyncTimeoutMs: settings.AUTO_SYNC_TIMEOUT,
    retryDelayMs: settings.JOB_RETRY_DELAY,
    allowLocalSites: allowsLocalSites(settings),
    requestTries: settings.AUTO_SYNC_RETRY_ATTEMPTS,
    requestTimeoutMs: settings.MOODLE_REQUEST_TIMEOUT,
    requestsInFlight: settings.MOODLE_REQUESTS_IN_FLIGHT,
  }
}
