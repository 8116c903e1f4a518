import type { ApiSettings } from '../settings.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** For tests, here and in the journeys: what each does not say itself. */
export const testApiSettings: ApiSettings = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  trustedProxies: 0,
  allowLocalSites: true,
  pollingIntervalMs: 2000,
  autoSyncEnabled: true,
  maxTries: 3,
  sessionIdleMs: 7 * dayMs,
  sessionMaxMs: 30 * dayMs,
  moodleRequestTimeoutMs: 15_000,
  signInTimeoutMs: 30_000,
  manualSyncsPerTenMinutes: 1000,
  fileMaxBytes: 8 * 1024 * 1024,
  fileStreamsPerStudent: 6,
  fileStreamsPerInstitution: 24,
  fileIdleMs: 30_000,
  fileTimeoutMs: minuteMs,
  maxWaiters: 500,
  queueRereadMs: 5000,
  streamHeartbeatMs: 15_000,
  pushPublicKey: null,
  workerSilentAfterMs: 20_000,
  drainMs: 0,
  closeGraceMs: 500,
}
