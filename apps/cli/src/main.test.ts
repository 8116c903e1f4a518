import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { startCampus } from '@spike/campus'
import { nothingKnown, type SiteKnowledge } from '@spike/moodle'
import { createSealer, saveCredential, saveInstitution, upsertUser } from '@spike/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { runCommand } from './testing/run-command.ts'
import { runSpike, startSpikeProcess } from './testing/run-spike.ts'

let database: TestDatabase
let environment: { DATABASE_URL: string }
beforeAll(async () => {
  database = await createTestDatabase()
  environment = { DATABASE_URL: database.connectionString }
})
afterAll(() => database.close())

let nextMoodleId = 1
const addUser = (institutionId: string) =>
  upsertUser(database.db, {
    institutionId,
    moodleUserId: nextMoodleId++,
    username: 'dana',
    fullName: 'Dana',
    language: 'he',
  })

/** Within this process; what it is to be one of its own (its end, its input, its signals) is tested by `runSpike`. */
const spike = (...args: string[]) => runCommand(args, environment)
const keyOf = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`
const production = { NODE_ENV: 'production', ENCRYPTION_KEYS: keyOf('k', 1) }
const names = { he: 'קמפוס', en: 'Campus', ar: 'حرم' }
const campusNames = ['--name-he', 'קמפוס', '--name-en', 'Campus', '--name-ar', 'حرم']

test('--help shows the commands and ends well', async () => {
  const { exitCode, stdout } = await runSpike(['--help'])
  expect(exitCode).toBe(0)
  for (const name of ['start', 'demo', 'migrate', 'institution', 'admin', 'credentials', 'doctor'])
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
  const { exitCode, stderr } = await runCommand(['migrate'], {
    DATABASE_URL: 'postgres://spike:canary-secret@127.0.0.1:1/spike',
  })
  expect(exitCode).toBe(1)
  expect(stderr.trim()).toMatch(/^The database at 127\.0\.0\.1:1\/spike cannot be reached \(ECONNREFUSED\)\./)
  expect(stderr).not.toContain('canary-secret')
})

test('a port where no PostgreSQL is, a certificate that is not there and an address without a host are told', async () => {
  const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const migrate = (url: string) => runCommand(['migrate'], { DATABASE_URL: url })
  try {
    const silent = await migrate(`postgres://spike@127.0.0.1:${port}/spike`)
    expect([silent.exitCode, silent.stderr]).toEqual([
      1,
      expect.stringContaining('does not speak PostgreSQL'),
    ])
    const certificate = await migrate(
      `${environment.DATABASE_URL}?sslmode=verify-full&sslrootcert=/nowhere.pem`,
    )
    expect([certificate.exitCode, certificate.stderr.trim()]).toEqual([
      78,
      'DATABASE_URL names the file /nowhere.pem, which cannot be read (ENOENT).',
    ])
    const nowhere = await migrate('postgres://')
    expect([nowhere.exitCode, nowhere.stderr]).toEqual([
      78,
      expect.stringContaining('DATABASE_URL: is not the address'),
    ])
  } finally {
    other.close()
  }
})

test('migrate fills an empty database, and a second time has nothing to do', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const onEmpty = { DATABASE_URL: empty.connectionString }
    const refused = await runCommand(['start'], onEmpty)
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('Run: spike migrate')
    const admin = ['admin', 'create', '--email', 'a@spike.example', '--role', 'viewer', '--password-stdin']
    const early = [
      await runCommand(['institution', 'list'], onEmpty),
      await runCommand(['institution', 'disable', 'campus'], onEmpty),
      await runSpike(admin, { environment: onEmpty, input: 'a long enough password\n' }),
    ]
    for (const { exitCode, stderr } of early) {
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Run: spike migrate')])
    }
    expect((await runCommand(['migrate'], onEmpty)).stdout).toContain('0001_people-and-jobs')
    expect((await runCommand(['migrate'], onEmpty)).stdout).toBe('The database is current.\n')
  } finally {
    await empty.close()
  }
})

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
  expect(stdout).toMatch(
    /^site +off +4 +0 5,17 \* \* \* \(SYNC_SCHEDULE\) +http:\/\/127\.0\.0\.1:9 +Campus$/m,
  )
  expect(stdout).toMatch(/^tau +on /m)
  expect((await spike('institution', 'enable', 'site')).exitCode).toBe(0)
  expect((await spike('institution', 'enable', 'nowhere')).stderr).toContain(
    'There is no institution nowhere',
  )
})

test('an address that a student may not be sent to is refused', async () => {
  const refused = await spike('institution', 'add', 'inside', '--url', 'http://10.0.0.1', ...campusNames)
  expect(refused.exitCode).toBe(1)
  expect(refused.stderr).toContain('http://10.0.0.1 cannot be')
  const withPassword = await spike(
    'institution',
    'add',
    'inside',
    '--url',
    'https://u:canary@a.example',
    ...campusNames,
  )
  expect(withPassword.stderr).toContain('https://a.example')
  expect(withPassword.stderr).not.toContain('canary')
  const named = (name: string) =>
    spike('institution', 'add', 'inside', '--url', 'https://a.example', ...campusNames.with(3, name))
  expect((await named('  ')).stderr).toContain('needs its name in three languages')
  expect((await named('x'.repeat(201))).stderr).toContain('200 characters at most')
  const localInProduction = await runCommand(
    ['institution', 'add', 'x', '--url', 'http://127.0.0.1:9', '--local', ...campusNames],
    { ...environment, ...production },
  )
  expect(localInProduction.stderr).toContain('Production takes no local site')
  const stored = await database.db
    .selectFrom('institutions')
    .select('id')
    .where('id', 'in', ['inside', 'x'])
    .execute()
  expect(stored).toEqual([])
})

test('production does not start while a local site is on the list', async () => {
  const { db } = database
  await saveInstitution(db, { id: 'trial', name: names, url: 'http://127.0.0.1:9', isLocal: true })
  const onList = async (enabled: boolean) => {
    await db.updateTable('institutions').set({ enabled }).where('is_local', '=', true).execute()
  }
  await onList(true)
  for (const role of ['api', 'worker']) {
    const { exitCode, stderr } = await runCommand(['start', '--port', '0', '--role', role], {
      ...environment,
      ...production,
    })
    expect(exitCode).toBe(78)
    expect(stderr).toMatch(/Production takes no local site, but .*trial.* spike institution disable <id>/)
  }
  await onList(false)
  const running = startSpikeProcess(['start', '--port', '0', '--role', 'api'], {
    ...environment,
    ...production,
  })
  await running.line(/Spike is at http/)
  running.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})

test('an institution gets a schedule of its own, none, or the usual one again', async () => {
  await spike('institution', 'add', 'paced', '--url', 'https://paced.example', ...campusNames)
  const stored = async () => {
    const row = await database.db
      .selectFrom('institutions')
      .select('sync_schedule')
      .where('id', '=', 'paced')
      .executeTakeFirst()
    return row?.sync_schedule
  }
  const { stdout } = await spike('institution', 'schedule', 'paced', '0 4 * * *')
  expect(stdout).toContain('by its own schedule: 0 4 * * *')
  expect(await stored()).toBe('0 4 * * *')
  expect(stdout).not.toContain('days long')
  expect((await spike('institution', 'list')).stdout).toMatch(/^paced +on +4 +0 4 \* \* \* +https:/m)
  const monthly = await spike('institution', 'schedule', 'paced', '0 4 1 * *')
  expect([monthly.exitCode, monthly.stdout]).toEqual([0, expect.stringContaining('up to 31 days long')])
  await spike('institution', 'schedule', 'paced', 'OFF')
  expect(await stored()).toBe('off')
  const refused = await spike('institution', 'schedule', 'paced', '*/5 * * * *')
  expect(refused.exitCode).toBe(1)
  expect(refused.stderr).toContain('an hour apart')
  expect(await stored()).toBe('off')
  await spike('institution', 'schedule', 'paced', 'default')
  expect(await stored()).toBeNull()
  expect((await spike('institution', 'schedule', 'nowhere', 'off')).stderr).toContain(
    'no institution nowhere',
  )
})

test('an institution that has students is not sent to another host', async () => {
  const add = (url: string) => spike('institution', 'add', 'taken', '--url', url, ...campusNames)
  expect((await add('https://moodle.taken.example')).exitCode).toBe(0)
  await addUser('taken')
  const refused = await add('https://elsewhere.example')
  expect(refused.exitCode).toBe(1)
  expect(refused.stderr).toContain('must not be sent to https://elsewhere.example')
  expect((await add('https://moodle.taken.example/new')).exitCode).toBe(0)
})

test('credentials are sealed again with the first key, and what cannot be opened is told by its key', async () => {
  const { db } = database
  await saveInstitution(db, { id: 'sealed', name: names, url: 'https://sealed.example', isLocal: false })
  const credential = { kind: 'token', token: 'canary-token' } as const
  for (let count = 0; count < 3; count++) {
    const userId = await addUser('sealed')
    const sealer = createSealer([{ id: 'old', key: Buffer.alloc(32, 2) }])
    await saveCredential(db, sealer, { userId, credential })
  }
  const reseal = (...keys: string[]) =>
    runCommand(['credentials', 'reseal'], { ...environment, ENCRYPTION_KEYS: keys.join(',') })
  const without = await reseal(keyOf('new', 3))
  expect(without.exitCode).toBe(78)
  expect(without.stderr).toMatch(/^A credential that the key old sealed cannot be opened/)
  expect((await reseal(keyOf('new', 3), keyOf('old', 2))).stdout).toMatch(
    /^3 credential\(s\) were sealed again/,
  )
  expect((await reseal(keyOf('new', 3))).stdout).toMatch(
    /^All credentials are sealed with the key new already/,
  )
  const rows = await db.selectFrom('credentials').select('key_id').distinct().execute()
  expect(rows).toEqual([{ key_id: 'new' }])
})

test('the catalogue is shown with the note that its addresses are not verified', async () => {
  const { stdout } = await runCommand(['institution', 'list', '--known'])
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

test('doctor tells what a site allows, without signing in, and what is remembered of it', async () => {
  const campus = await startCampus({ seed: 'test' })
  try {
    await saveInstitution(database.db, { id: 'doctored', name: names, url: campus.url, isLocal: true })
    const first = await spike('doctor', '--institution', 'doctored')
    expect(first.stdout).toMatch(/^ok +doctored answers \(\d+ ms\), as "/m)
    expect(first.stdout).toMatch(/^ok +web services: on$/m)
    expect(first.stdout).toMatch(/^ok +students will be read through web services/m)
    expect(first.stdout).toMatch(/^note +remembered: nothing yet/m)
    expect(first.stdout).toMatch(
      /^ok +students are synced by SYNC_SCHEDULE, .*; the next round begins at \d/m,
    )
    expect(first.stdout).toMatch(/^ok +at most 4 request\(s\) are sent to it at once/m)

    campus.control.setSite({ webServices: false })
    const knowledge: SiteKnowledge = { ...nothingKnown, transport: 'website', release: '4.5.6' }
    await database.db
      .updateTable('institutions')
      .set({ knowledge: JSON.stringify(knowledge), retry_after_until: new Date(Date.now() + 60_000) })
      .where('id', '=', 'doctored')
      .execute()
    const second = await spike('doctor', '--institution', 'doctored')
    expect(second.stdout).toMatch(/^note +web services: off$/m)
    expect(second.stdout).toMatch(/^note +students will be read through the website/m)
    expect(second.stdout).toMatch(/^ok +remembered: students are read through the website; Moodle 4\.5\.6$/m)
    expect(second.stdout).toMatch(/^note +it asked to be left alone until /m)
  } finally {
    await campus.close()
  }
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
