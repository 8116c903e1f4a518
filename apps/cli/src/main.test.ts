import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { runSpike, startSpikeProcess } from './testing/run-spike.ts'

let database: TestDatabase
let environment: { DATABASE_URL: string }
beforeAll(async () => {
  database = await createTestDatabase()
  environment = { DATABASE_URL: database.connectionString }
})
afterAll(() => database.close())

const spike = (...args: string[]) => runSpike(args, { environment })
const campusNames = ['--name-he', 'קמפוס', '--name-en', 'Campus', '--name-ar', 'حرم']

test('--help shows the commands and ends well', async () => {
  const { exitCode, stdout } = await runSpike(['--help'])
  expect(exitCode).toBe(0)
  for (const name of ['start', 'demo', 'migrate', 'institution', 'admin', 'doctor'])
    expect(stdout).toContain(name)
})

test('an unknown command shows the help and ends with 2', async () => {
  const { exitCode, stderr } = await runSpike(['nonsense'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain("unknown command 'nonsense'")
  expect(stderr).toContain('Usage: spike')
})

test('settings that are wrong end with 78 and no stack trace', async () => {
  const { exitCode, stderr } = await runSpike(['start'], { environment: { PORT: 'http', JOB_TIMEOUT: '0' } })
  expect(exitCode).toBe(78)
  expect(stderr).toContain('PORT: "http" is not a whole number')
  expect(stderr).toContain('JOB_TIMEOUT')
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('a database that is not there is told without its password', async () => {
  const { exitCode, stderr } = await runSpike(['migrate'], {
    environment: { DATABASE_URL: 'postgres://spike:canary-secret@127.0.0.1:1/spike' },
  })
  expect(exitCode).toBe(1)
  expect(stderr.trim()).toMatch(/^The database at 127\.0\.0\.1:1\/spike cannot be reached \(ECONNREFUSED\)\./)
  expect(stderr).not.toContain('canary-secret')
})

test('migrate fills an empty database, and a second time has nothing to do', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const onEmpty = { environment: { DATABASE_URL: empty.connectionString } }
    const refused = await runSpike(['start'], onEmpty)
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('Run: spike migrate')
    expect((await runSpike(['migrate'], onEmpty)).stdout).toContain('0001_people-and-jobs')
    expect((await runSpike(['migrate'], onEmpty)).stdout).toBe('The database is current.\n')
  } finally {
    await empty.close()
  }
}, 30_000)

test('institutions are added, listed, disabled and enabled', async () => {
  expect((await spike('institution', 'add', 'tau')).exitCode).toBe(0)
  const added = await spike(
    'institution',
    'add',
    'site',
    '--url',
    'http://127.0.0.1:9',
    '--local',
    ...campusNames,
  )
  expect(added.stderr).toBe('')
  expect((await spike('institution', 'disable', 'site')).exitCode).toBe(0)
  const { stdout } = await spike('institution', 'list')
  expect(stdout).toMatch(/^site +off +4 +http:\/\/127\.0\.0\.1:9 +Campus$/m)
  expect(stdout).toMatch(/^tau +on /m)
  expect((await spike('institution', 'enable', 'site')).exitCode).toBe(0)
  expect((await spike('institution', 'enable', 'nowhere')).stderr).toContain(
    'There is no institution nowhere',
  )
}, 30_000)

test('an address that a student may not be sent to is refused', async () => {
  const refused = await spike('institution', 'add', 'inside', '--url', 'http://10.0.0.1', ...campusNames)
  expect(refused.exitCode).toBe(1)
  expect(refused.stderr).toContain('http://10.0.0.1 cannot be')
  const production = await runSpike(
    ['institution', 'add', 'x', '--url', 'http://127.0.0.1:9', '--local', ...campusNames],
    {
      environment: {
        ...environment,
        NODE_ENV: 'production',
        ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
      },
    },
  )
  expect(production.stderr).toContain('Production takes no local site')
  const stored = await database.db
    .selectFrom('institutions')
    .select('id')
    .where('id', 'in', ['inside', 'x'])
    .execute()
  expect(stored).toEqual([])
})

test('the catalogue is shown with the note that its addresses are not verified', async () => {
  const { stdout } = await runSpike(['institution', 'list', '--known'])
  expect(stdout).toMatch(/^technion +https:/m)
  expect(stdout).toContain('not verified')
})

test('a member of staff is made with argon2, and a short password is refused', async () => {
  const create = (input: string) =>
    runSpike(['admin', 'create', '--email', 'Dana@Spike.example', '--role', 'manager', '--password-stdin'], {
      environment,
      input,
    })
  expect((await create('too short\n')).stderr).toContain('at least 12 characters')
  expect((await create('a long enough password\n')).exitCode).toBe(0)
  const staff = await database.db.selectFrom('staff').select(['email', 'role', 'password_hash']).execute()
  expect(staff).toMatchObject([{ email: 'dana@spike.example', role: 'manager' }])
  expect(staff[0]?.password_hash).toMatch(/^\$argon2id\$/)
})

test('doctor tells what is missing and ends with 1', async () => {
  const { exitCode, stdout } = await spike('doctor')
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^ok +migrations current$/m)
  expect(stdout).toMatch(/^problem +no worker is beating/m)
})

test('start says which port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  try {
    const { exitCode, stderr } = await spike('start', '--port', String(port))
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use by another program.`)
  } finally {
    other.close()
  }
})

test('start serves until SIGTERM and then ends with 0', async () => {
  const running = startSpikeProcess(['start', '--port', '0'], environment)
  const [, url] = await running.line(/Spike is at (http:\S+)/)
  const ready = await fetch(`${url}/health/ready`)
  expect(await ready.json()).toMatchObject({ status: 'ok', workers: { alive: 1 } })
  running.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})

test('a worker alone serves its health and metrics where WORKER_PORT says', async () => {
  const running = startSpikeProcess(['start', '--role', 'worker'], { ...environment, WORKER_PORT: '0' })
  const [, url] = await running.line(/Health and metrics of this worker are at (http:\S+)/)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('spike_sync_attempts_total')
  expect((await fetch(`${url}/else`)).status).toBe(404)
  running.kill('SIGINT')
  expect(await running.ended).toBe(0)
})
