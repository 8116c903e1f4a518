/** What is to be chosen about the api. The `spike` command makes it from the environment and `fixedApiSettings`. */
export interface ApiSettings {
  /** The address to listen on; `port` 0 takes a free one. */
  readonly host: string
  readonly port: number
  /** Where browsers reach Spike; null where that is simply where it listens. */
  readonly publicUrl: URL | null
  /** How many proxies stand before the api and set X-Forwarded-*; 0 believes none of those headers. */
  readonly trustedProxies: number
  /** Institutions on loopback over plain http, for demos and tests: not in production. */
  readonly allowLocalSites: boolean
  readonly pollingIntervalMs: number
  readonly autoSyncEnabled: boolean
  /** Tries of a job in all. */
  readonly maxTries: number
  readonly sessionIdleMs: number
  readonly sessionMaxMs: number
  /** Of one request to Moodle while signing in, and of the whole sign-in. */
  readonly moodleRequestTimeoutMs: number
  readonly signInTimeoutMs: number
  /** Syncs that a student may start by hand in ten minutes, cancelled ones too: each asks the university's site. */
  readonly manualSyncsPerTenMinutes: number
  /** The longest file that is streamed through. */
  readonly fileMaxBytes: number
  /** Files that one student has on their way at once, in each process. */
  readonly fileStreamsPerStudent: number
  /** The same of all students of an institution together: their site serves them. */
  readonly fileStreamsPerInstitution: number
  /** A file of which nothing moves for so long is given up, and any that takes so long in all. */
  readonly fileIdleMs: number
  readonly fileTimeoutMs: number
  /** Requests that wait for progress (Prefer: wait, event streams) at once; above that they do not wait. */
  readonly maxWaiters: number
  /** How often a waiter looks whether the job's place in the queue has changed. */
  readonly queueRereadMs: number
  /** How often an event stream says that it is alive. */
  readonly streamHeartbeatMs: number
  /** The key by which push services know this Spike; null where it is the database's own. */
  readonly pushPublicKey: string | null
  /** A worker that has not beaten for so long counts as silent. */
  readonly workerSilentAfterMs: number
  /** How long a stop goes on listening, so that whoever spreads the requests sees that this process is not ready. */
  readonly drainMs: number
  /** How long a stop then waits for requests in flight. */
  readonly closeGraceMs: number
}

/** What no operator has had to choose yet. All other defaults are the environment's. */
export const fixedApiSettings = {
  manualSyncsPerTenMinutes: 10,
  fileStreamsPerStudent: 6,
  fileStreamsPerInstitution: 24,
  fileIdleMs: 120_000,
  fileTimeoutMs: 4 * 60 * 60_000,
  queueRereadMs: 5000,
  streamHeartbeatMs: 15_000,
  drainMs: 1000,
  closeGraceMs: 10_000,
} as const satisfies Partial<ApiSettings>
