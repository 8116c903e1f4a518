import { developmentKey, type PushKeys } from '@spike/store'
import type { WorkerSettings } from '@spike/worker'
import type { Settings } from '../settings/schema.ts'

/** Production reads no site over plain http, wherever it is. */
export const allowsLocalSites = ({ NODE_ENV }: Pick<Settings, 'NODE_ENV'>): boolean =>
  NODE_ENV !== 'production'

/** The first seals. Production has keys of its own: without them the settings are refused. */
export const sealingKeys = ({ ENCRYPTION_KEYS }: Settings) => ENCRYPTION_KEYS ?? ([developmentKey] as const)

/** Push services want somebody to turn to; a Spike without a public address on https has nobody. */
const nobodysContact = 'mailto:nobody@spike.invalid'

function pushKeysOf({
  WEB_PUSH_PUBLIC_KEY: publicKey,
  WEB_PUSH_PRIVATE_KEY: privateKey,
}: Settings): PushKeys | null {
  return publicKey && privateKey ? { publicKey, privateKey } : null
}

export function workerSettings(settings: Settings): WorkerSettings {
  return {
    concurrency: settings.WORKER_CONCURRENCY,
    pollIntervalMs: settings.WORKER_POLL_INTERVAL,
    heartbeatIntervalMs: settings.WORKER_HEARTBEAT_INTERVAL,
    silentAfterMs: settings.WORKER_SILENT_AFTER,
    shutdownGraceMs: settings.WORKER_SHUTDOWN_GRACE,
    keepJobsDays: settings.JOB_CLEANUP_DAYS,
    sessionIdleDays: settings.SESSION_IDLE_DAYS,
    syncSchedule: settings.SYNC_SCHEDULE,
    maxTries: settings.JOB_MAX_RETRIES,
    jobTimeoutMs: settings.JOB_TIMEOUT,
    autoSyncTimeoutMs: settings.AUTO_SYNC_TIMEOUT,
    retryDelayMs: settings.JOB_RETRY_DELAY,
    allowLocalSites: allowsLocalSites(settings),
    requestTries: settings.AUTO_SYNC_RETRY_ATTEMPTS,
    requestTimeoutMs: settings.MOODLE_REQUEST_TIMEOUT,
    requestsInFlight: settings.MOODLE_REQUESTS_IN_FLIGHT,
    pushKeys: pushKeysOf(settings),
    pushContact: settings.PUBLIC_URL?.protocol === 'https:' ? settings.PUBLIC_URL.origin : nobodysContact,
  }
}
