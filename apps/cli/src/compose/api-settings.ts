import { type ApiSettings, fixedApiSettings } from '@spike/api'
import type { Settings } from '../settings/schema.ts'
import { allowsLocalSites } from './part-settings.ts'

const dayMs = 86_400_000

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
    pushPublicKey: settings.WEB_PUSH_PUBLIC_KEY ?? null,
    workerSilentAfterMs: settings.WORKER_SILENT_AFTER,
  }
}
