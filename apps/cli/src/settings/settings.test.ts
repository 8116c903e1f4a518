import { createECDH } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { developmentKey } from '@spike/store'
import { expect, test } from 'vitest'
import type { OperatorError } from '../operator-error.ts'
import { readSettings } from './read-settings.ts'
import { settingsSchema } from './schema.ts'

const someKey = Buffer.alloc(32, 7).toString('base64')
const example = readFileSync(fileURLToPath(new URL('../../../../.env.example', import.meta.url)), 'utf8')

function messageOf(environment: NodeJS.ProcessEnv): string {
  try {
    readSettings(environment)
  } catch (error) {
    expect(error).toMatchObject({ code: 'settings.invalid', exitCode: 78 })
    return (error as OperatorError).message
  }
  throw new Error('The settings were taken')
}

test('without an environment every setting has its default', () => {
  expect(readSettings({})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    JOB_POLLING_INTERVAL: 2000,
    JOB_TIMEOUT: 300_000,
    JOB_CLEANUP_DAYS: 7,
    JOB_MAX_RETRIES: 3,
    AUTO_SYNC_ENABLED: true,
    AUTO_SYNC_TIMEOUT: 300_000,
    AUTO_SYNC_RETRY_ATTEMPTS: 3,
  })
})

test('.env.example names the settings that there are, with their defaults', () => {
  const lines = [...example.matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)]
  expect(lines.map(([, name]) => name).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted())
  const uncommented = parseEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, ''))
  const withDefaults = Object.fromEntries(
    Object.entries(uncommented).filter(([name]) => name in readSettings({})),
  )
  expect(readSettings(withDefaults)).toEqual(readSettings({}))
})

test('each line of .env.example says what the setting is for', () => {
  const lines = example.split('\n')
  const bare = lines.filter(
    (line, index) => /^(?:# )?[A-Z_]+=/.test(line) && !/^# \S.{10,}/.test(lines[index - 1] ?? ''),
  )
  expect(bare).toEqual([])
})

test('all problems are told at once, each with the name, the value and what to do', () => {
  const message = messageOf({ PORT: '70000', AUTO_SYNC_ENABLED: 'yes', JOB_TIMEOUT: '5m', LOG_LEVEL: 'loud' })
  expect(message).toContain('PORT: "70000" is not a whole number from 0 to 65535')
  expect(message).toContain('AUTO_SYNC_ENABLED: "yes" is neither true nor false. Write true, false, 1 or 0.')
  expect(message).toContain('JOB_TIMEOUT: "5m" is not a whole number of milliseconds')
  expect(message).toContain('LOG_LEVEL: "loud" is none of fatal')
})

test.each(['-1', '1e3', '0x10', ' 5', '3.5', 'NaN', 'Infinity'])('%j is no number for a setting', (value) => {
  expect(messageOf({ JOB_MAX_RETRIES: value })).toContain('JOB_MAX_RETRIES')
})

test('true, false, 1 and 0 are booleans, and an empty variable is not set', () => {
  expect(readSettings({ AUTO_SYNC_ENABLED: '0' }).AUTO_SYNC_ENABLED).toBe(false)
  expect(readSettings({ AUTO_SYNC_ENABLED: 'true' }).AUTO_SYNC_ENABLED).toBe(true)
  expect(readSettings({ AUTO_SYNC_ENABLED: '' }).AUTO_SYNC_ENABLED).toBe(true)
})

test.each(['5 o’clock', '* * * * *', '@hourly'])('%j is no schedule for syncs', (value) => {
  expect(messageOf({ SYNC_SCHEDULE: value })).toContain(
    `SYNC_SCHEDULE: "${value}" is neither off nor a cron line`,
  )
})

test('settings that contradict each other are refused', () => {
  expect(messageOf({ WORKER_SILENT_AFTER: '10000' })).toContain('WORKER_HEARTBEAT_INTERVAL (5000)')
  expect(messageOf({ SESSION_IDLE_DAYS: '200' })).toContain('SESSION_MAX_DAYS (180)')
  expect(messageOf({ JOB_TIMEOUT: '20000' })).toContain('MOODLE_REQUEST_TIMEOUT (30000)')
})

test('a pool may be smaller than the number of syncs at once, but has room for the heartbeat', () => {
  expect(messageOf({ DATABASE_POOL_SIZE: '4' })).toContain('from 5 to 500')
  const settings = readSettings({ DATABASE_POOL_SIZE: '5', WORKER_CONCURRENCY: '200' })
  expect(settings).toMatchObject({ DATABASE_POOL_SIZE: 5, WORKER_CONCURRENCY: 200 })
})

test('production needs a key of its own', () => {
  const production = { NODE_ENV: 'production' }
  expect(messageOf(production)).toContain('ENCRYPTION_KEYS: is needed in production')
  const known = `mine:${developmentKey.key.toString('base64')}`
  expect(messageOf({ ...production, ENCRYPTION_KEYS: known })).toContain('the development key')
  const { ENCRYPTION_KEYS } = readSettings({ ...production, ENCRYPTION_KEYS: `mine:${someKey}` })
  expect(ENCRYPTION_KEYS).toEqual([{ id: 'mine', key: Buffer.alloc(32, 7) }])
})

test('the first key is the current one, and no id stands twice', () => {
  const other = Buffer.alloc(32, 8).toString('base64')
  const keys = readSettings({ ENCRYPTION_KEYS: `new:${someKey},old:${other}` }).ENCRYPTION_KEYS
  expect(keys?.map(({ id }) => id)).toEqual(['new', 'old'])
  expect(messageOf({ ENCRYPTION_KEYS: `a:${someKey},a:${other}` })).toContain('twice')
})

test('no message repeats a secret', () => {
  const password = 'hunter2-canary'
  const message = messageOf({
    DATABASE_URL: `mysql://root:${password}@db/spike`,
    ENCRYPTION_KEYS: `k:${password}`,
  })
  expect(message).not.toContain(password)
})

test('the keys for push services come as a pair or not at all', () => {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  const keys = { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: `${pair.getPrivateKey('base64url')}=` }
  expect(readSettings(keys)).toMatchObject({ WEB_PUSH_PRIVATE_KEY: pair.getPrivateKey('base64url') })
  expect(messageOf({ WEB_PUSH_PUBLIC_KEY: publicKey })).toContain('must be given together')
  const others = Buffer.alloc(32, 7).toString('base64url')
  const message = messageOf({ ...keys, WEB_PUSH_PRIVATE_KEY: others })
  expect(message).toContain('the two keys of one pair')
  expect(message).not.toContain(others)
  expect(messageOf({ ...keys, WEB_PUSH_PUBLIC_KEY: 'short' })).toContain('65 bytes in base64url')
})

test('a public address in production is https', () => {
  const keys = { ENCRYPTION_KEYS: `mine:${someKey}` }
  expect(messageOf({ NODE_ENV: 'production', PUBLIC_URL: 'http://spike.example', ...keys })).toContain(
    'PUBLIC_URL',
  )
  expect(messageOf({ PUBLIC_URL: 'https://spike.example/path' })).toContain('without a path')
})
