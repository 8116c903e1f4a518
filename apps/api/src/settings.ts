/** What the operator can choose about the api. The `spike` command reads them from the environment. */
export interface ApiSettings {
  /** The address to listen on; `port` 0 takes a free one. */
  readonly host: string
  readonly port: number
  /** Where browsers reach Spike; null where that is simply where it listens. */
  readonly publicUrl: URL | null
  /** How many proxies stand before the api and set X-Forwarded-*; 0 believes none of those headers. */
  readonly trustedProxies: number
  readonly pollingIntervalMs: number
  readonly autoSyncEnabled: boolean
  /** Tries of a job in all. */
  readonly maxTries: number
  readonly sessionIdleMs: number
  readonly sessionMaxMs: number
  /** Of one request to Moodle while signing in, and of the whole sign-in. */
  readonly moodleRequestTimeoutMs: number
  readonly signInTimeoutMs: number
  /** Requests that wait for progress (Prefer: wait, event streams) at once; above that they do not wait. */
  readonly maxWaiters: number
  /** How often a waiter looks whether the job's place in the queue has changed. */
  readonly queueRereadMs: number
  /** How often an event stream says that it is alive. */
  readonly streamHeartbeatMs: number
  /** A worker that has not beaten for so long counts as silent. */
  readonly workerSilentAfterMs: number
  /** How long a stop waits for requests in flight. */
  readonly closeGraceMs: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export const defaultApiSettings: ApiSettings = {
  host: '127.0.0.1',
  port: 3000,
  publicUrl: null,
  trustedProxies: 0,
  pollingIntervalMs: 2000,
  autoSyncEnabled: true,
  maxTries: 3,
  sessionIdleMs: 7 * dayMs,
  sessionMaxMs: 30 * dayMs,
  moodleRequestTimeoutMs: 15_000,
  signInTimeoutMs: 30_000,
  maxWaiters: 500,
  queueRereadMs: 5000,
  streamHeartbeatMs: 15_000,
  workerSilentAfterMs: 20_000,
  closeGraceMs: 10_000,
}
