import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '@spike/cli'
import { createMoodle, type Moodle } from '@spike/moodle'
import {
  createSealer,
  developmentKey,
  migrate,
  openDatabase,
  type OpenDatabase,
  type Sealer,
} from '@spike/store'
import { type CampusProcess, startCampusProcess } from './campus-process.ts'
import { type Child, startChild } from './child.ts'

/** What every measurement needs: a database that writes to disk as in operation, a campus, and Spike's own command. */
export interface Workbench {
  readonly db: OpenDatabase['db']
  readonly connectionString: string
  readonly folder: string
  readonly campus: CampusProcess
  readonly moodle: Moodle
  readonly sealer: Sealer
  /** `spike start --role worker` with the default settings but for those given. */
  startWorker(settings?: Readonly<Record<string, string>>): Promise<Child>
  /** `spike start --role api`; its url is `ready[0]`. */
  startApi(): Promise<Child>
}

/** As package.json's `spike` and the Dockerfile start it. */
const spikeNodeArgs = ['--max-semi-space-size=32']
const spikeCommand = new URL('../../apps/cli/src/main.js', import.meta.url)

/** What is started is stopped, and the files are removed, when the stack is disposed of. */
export async function openWorkbench(stack: AsyncDisposableStack): Promise<Workbench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spike-bench-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  // PostgreSQL's own user must be able to enter it.
  chmodSync(folder, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: (line) => console.error(line) })
  stack.defer(() => postgres.stop())
  const { connectionString } = postgres
  await migrate(connectionString)
  const database = openDatabase({
    connectionString,
    maxConnections: 8,
    applicationName: 'spike bench',
    onIdleError: (error) => console.error(error),
  })
  stack.defer(() => database.close())
  const campus = await startCampusProcess(folder)
  stack.defer(() => campus.child.stop())
  const moodle = createMoodle()
  stack.defer(() => moodle.close())

  const start = (role: 'api' | 'worker', ready: RegExp, settings: Readonly<Record<string, string>>) =>
    startChild({
      name: `the ${role}`,
      program: spikeCommand,
      args: ['start', '--role', role],
      nodeArgs: spikeNodeArgs,
      environment: { DATABASE_URL: connectionString, DATA_DIR: folder, ...settings },
      folder,
      ready,
    })
  return {
    db: database.db,
    connectionString,
    folder,
    campus,
    moodle,
    sealer: createSealer([developmentKey]),
    startWorker: (settings = {}) => start('worker', /"workerId":/, settings),
    startApi: () => start('api', /http:\/\/127\.0\.0\.1:\d+/, { PORT: '0' }),
  }
}
