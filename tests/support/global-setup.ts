import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '@spike/store'
import { startEmbeddedPostgres } from '@spike/cli'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

const folderPrefix = 'spike-test-'

/** One PostgreSQL for the whole run (TEST_DATABASE_URL, or our own that forces nothing to disk), migrated once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(process.env['TEST_DATABASE_URL'])
  const template = `spike_template_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server.connectionString })
  await admin.connect()
  await admin.query(`create database ${template}`)
  const url = new URL(server.connectionString)
  url.pathname = `/${template}`
  await migrate(url.href)
  project.provide('postgres', { adminConnectionString: server.connectionString, template })
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
    await server.stop()
  }
}

async function startServer(
  given: string | undefined,
): Promise<{ connectionString: string; stop: () => Promise<void> }> {
  if (given) return { connectionString: given, stop: () => Promise.resolve() }
  removeLeftOvers()
  // Straight under the temporary folder, which PostgreSQL's own user can enter too.
  const dataDir = path.join(tmpdir(), `${folderPrefix}${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(dataDir, { mode: 0o755 })
  const server = await startEmbeddedPostgres({ dataDir, unsafeFast: true, log: () => {} })
  return {
    connectionString: server.connectionString,
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A run that was killed leaves its folder; its number says whether it still lives. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderPrefix)
      ? Number.parseInt(name.slice(folderPrefix.length), 10)
      : Number.NaN
    if (Number.isNaN(pid) || isAlive(pid)) continue
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
