import { z } from 'zod'
import { encryptionKeys } from './encryption-keys.ts'
import {
  boolean,
  milliseconds,
  oneOf,
  postgresUrl,
  siteUrl,
  syncSchedule,
  timeoutMs,
  wholeNumber,
} from './fields.ts'
import { pushKey } from './push-keys.ts'

const port = { min: 0, max: 65_535 }

/** Every setting by its name in the environment. `.env.example` says what each is for. */
export const settingsSchema = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test'], 'development'),
  SPIKE_DEBUG: boolean(false),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),

  DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(20, { min: 5, max: 500 }),
  DATA_DIR: z.string().default('./.spike'),

  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(3000, port),
  PUBLIC_URL: siteUrl.optional(),
  TRUST_PROXY: wholeNumber(0, { min: 0, max: 10, unit: 'proxies' }),
  MAX_WAITERS: wholeNumber(1000, { min: 0, max: 100_000 }),
  SESSION_IDLE_DAYS: wholeNumber(30, { min: 1, max: 365, unit: 'days' }),
  SESSION_MAX_DAYS: wholeNumber(180, { min: 1, max: 3650, unit: 'days' }),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  WEB_PUSH_PUBLIC_KEY: pushKey(65).optional(),
  WEB_PUSH_PRIVATE_KEY: pushKey(32).optional(),

  JOB_POLLING_INTERVAL: milliseconds(2000),
  JOB_TIMEOUT: timeoutMs(300_000),
  JOB_CLEANUP_DAYS: wholeNumber(7, { min: 1, max: 3650, unit: 'days' }),
  JOB_MAX_RETRIES: wholeNumber(3, { min: 1, max: 25, unit: 'tries' }),
  JOB_RETRY_DELAY: milliseconds(10_000, 0),
  AUTO_SYNC_ENABLED: boolean(true),
  AUTO_SYNC_TIMEOUT: timeoutMs(300_000),
  AUTO_SYNC_RETRY_ATTEMPTS: wholeNumber(3, { min: 1, max: 10, unit: 'tries' }),

  SYNC_SCHEDULE: syncSchedule('0 5,17 * * *'),

  WORKER_CONCURRENCY: wholeNumber(10, { min: 1, max: 200 }),
  WORKER_POLL_INTERVAL: milliseconds(2000),
  WORKER_HEARTBEAT_INTERVAL: milliseconds(5000),
  WORKER_SILENT_AFTER: milliseconds(20_000),
  WORKER_SHUTDOWN_GRACE: milliseconds(10_000, 0),
  WORKER_PORT: wholeNumber(0, port).optional(),

  MOODLE_REQUEST_TIMEOUT: timeoutMs(30_000),
  MOODLE_REQUESTS_IN_FLIGHT: wholeNumber(4, { min: 1, max: 64, unit: 'requests' }),
  FILE_MAX_BYTES: wholeNumber(536_870_912, { min: 1, max: 2 ** 40, unit: 'bytes' }),
})

export type Settings = z.output<typeof settingsSchema>
export type SettingName = keyof Settings
