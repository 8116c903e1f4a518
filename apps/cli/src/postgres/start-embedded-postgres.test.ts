import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@spike/store'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

let created: string
let folder: string
let dataDir: string
let running: EmbeddedPostgres[] = []
beforeAll(async () => {
  created = makeFolder()
  dataDir = created
  const lines: string[] = []
  await start(lines)
  expect(lines.join()).toContain('Creating the database')
  await stopAll()
})
afterAll(() => rmSync(created, { recursive: true, force: true }))
beforeEach(() => {
  folder = makeFolder()
  dataDir = path.join(folder, 'data')
  // Creating takes seconds: each test has a copy.
  execFileSync('cp', ['-a', created, dataDir])
  running = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** One that PostgreSQL's own user can enter. */
function makeFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'spike-embedded-'))
  chmodSync(made, 0o755)
  return made
}

async function start(lines: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, unsafeFast: true, log: (line) => lines.push(line) })
  running.push(server)
  return server
}

async function query(server: EmbeddedPostgres, statement: string): Promise<Record<string, unknown>[]> {
  const { pool } = openDatabase({
    connectionString: server.connectionString,
    maxConnections: 1,
    applicationName: 'spike test',
    onIdleError: () => {},
  })
  try {
    return (await pool.query(statement)).rows
  } finally {
    await pool.end()
  }
}

async function stopAll(): Promise<void> {
  for (const server of running.splice(0)) await server.stop()
}

test('a second start finds its data again on the same port, with the password only its owner can read', async () => {
  const first = await start()
  await query(first, 'create table kept as select 42 as answer')
  await stopAll()
  const second = await start()
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }])
  expect(second.port).toBe(first.port)
  expect(statSync(path.join(second.dataDir, 'connection.json')).mode & 0o777).toBe(0o600)
})

test('it listens on loopback alone and asks for the password', async () => {
  const server = await start()
  expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  const guess = new URL(server.connectionString)
  guess.password = 'guess'
  await expect(query({ ...server, connectionString: guess.href }, 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
})

test('a restart cuts connections and keeps port and data', async () => {
  const lines: string[] = []
  const server = await start(lines)
  await query(server, 'create table kept as select 1 as one')
  const before = server.pid
  await server.restart()
  expect(server.pid).not.toBe(before)
  expect(await query(server, 'select one from kept')).toEqual([{ one: 1 }])
  expect(lines).toEqual([])
})

test('a folder in use is refused with the number of the process that uses it', async () => {
  await start()
  await expect(start()).rejects.toMatchObject({
    code: 'data_dir.in_use',
    message: expect.stringContaining(String(process.pid)),
  })
})

test('after SIGKILL of spike the server it left behind is stopped and the data is there', async () => {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(fileURLToPath(new URL('start-embedded-postgres.ts', import.meta.url)))})
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, unsafeFast: true, log() {} })
    console.log(server.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const left = Number(line.toString())
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(() => process.kill(left, 0)).not.toThrow()

  const lines: string[] = []
  const server = await start(lines)
  expect(lines.join()).toContain(String(left))
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a stale postmaster.pid that names a living process is no obstacle', async () => {
  const first = await start()
  await stopAll()
  writeFileSync(path.join(first.dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n`)
  const server = await start()
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a remembered port that was taken meanwhile is changed, and that is said', async () => {
  const first = await start()
  await stopAll()
  const other = createServer().listen(first.port, '127.0.0.1')
  await once(other, 'listening')
  try {
    const lines: string[] = []
    const server = await start(lines)
    expect(server.port).not.toBe(first.port)
    expect(lines.join()).toContain(`listens on ${server.port}`)
  } finally {
    other.close()
  }
})

test('data of another PostgreSQL version is refused and left as it is', async () => {
  const first = await start()
  await stopAll()
  const file = path.join(first.dataDir, 'cluster', 'PG_VERSION')
  writeFileSync(file, '17\n')
  await expect(start()).rejects.toMatchObject({ code: 'postgres.other_version' })
  expect(readFileSync(file, 'utf8')).toBe('17\n')
})

test('a data folder that is a file, or that cannot be made, is refused in plain words', async () => {
  dataDir = path.join(folder, 'file')
  writeFileSync(dataDir, '')
  await expect(start()).rejects.toMatchObject({ code: 'data_dir.not_a_folder' })
  dataDir = path.join(dataDir, 'below')
  await expect(start()).rejects.toMatchObject({ code: 'data_dir.not_a_folder' })
  dataDir = '/proc/spike'
  await expect(start()).rejects.toMatchObject({ code: 'data_dir.not_writable' })
})
