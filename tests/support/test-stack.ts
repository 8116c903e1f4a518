import { fileURLToPath } from 'node:url'
import { type RunningApi, startApi, type ApiSettings } from '@spike/api'
import { testApiSettings } from '@spike/api/testing'
import { type Campus, startCampus } from '@spike/campus'
import { createMoodle } from '@spike/moodle'
import { createSealer, developmentKey, openDatabase, saveInstitution } from '@spike/store'
import { startWorker, type Worker, type WorkerSettings } from '@spike/worker'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { collectLines } from './log-lines.ts'
import { openStudentClient, type StudentClient } from './student-client.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

export const institutionId = 'campus'
const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url))

/** Short enough for a test to wait for the event that they bring about. */
const fastWorkerSettings: WorkerSettings = {
  concurrency: 4,
  pollIntervalMs: 100,
  heartbeatIntervalMs: 200,
  silentAfterMs: 1_000,
  shutdownGraceMs: 200,
  keepJobsDays: 7,
  sessionIdleDays: 30,
  syncSchedule: 'off',
  maxTries: 3,
  jobTimeoutMs: 60_000,
  autoSyncTimeoutMs: 60_000,
  retryDelayMs: 100,
  allowLocalSites: true,
  requestTries: 3,
  requestTimeoutMs: 30_000,
  requestsInFlight: 4,
  pushKeys: null,
  pushContact: 'https://spike.example',
}

export interface TestStackOptions {
  readonly api?: Partial<ApiSettings>
  readonly worker?: Partial<WorkerSettings>
  /** How many workers run in this process; 0 for tests that start their own. */
  readonly workers?: number
  /** The database of the test's own instead of one of the run's. */
  readonly connectionString?: string
}

export interface TestStack {
  readonly campus: Campus
  readonly apiUrl: string
  readonly connectionString: string
  readonly db: TestDatabase['db']
  /** Every line that api and workers logged. */
  readonly logLines: readonly string[]
  readonly workers: readonly Worker[]
  startWorker(settings?: Partial<WorkerSettings>): Promise<Worker>
  /** Another api on the same database, as another process would be. Gives its address. */
  startApi(): Promise<string>
  /** What Prometheus would read of the workers. */
  readWorkerMetrics(): Promise<string>
  /** The campus once more, under another id: what is known of it and who signs in there is kept apart. */
  addInstitution(id: string): Promise<void>
  /** A student signed in through the public API, by an account of the campus. */
  signIn(username: string, options?: { password?: string; universityId?: string }): Promise<StudentClient>
  close(): Promise<void>
}

/** Campus, api and workers on a real database, over real HTTP: all of Spike in one process. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const own = options.connectionString === undefined ? await createTestDatabase() : null
  const connectionString = options.connectionString ?? own!.connectionString
  const database = openDatabase({
    connectionString,
    maxConnections: 12,
    applicationName: 'spike test stack',
    onIdleError: () => {},
  })
  const campus = await startCampus({ seed: 'test' })
  const addInstitution = async (id: string) => {
    const name = { he: 'קמפוס לדוגמה', en: 'Sample campus', ar: 'حرم تجريبي' }
    await saveInstitution(database.db, { id, name, url: campus.url, isLocal: true })
  }
  await addInstitution(institutionId)
  // Waiting between two tries of a request is tested where it is decided.
  const moodle = createMoodle({ delay: () => new Promise((resolve) => setTimeout(resolve, 10)) })
  const { lines, stream } = collectLines()
  const logger = pino({ level: 'debug' }, stream)
  const sealer = createSealer([developmentKey])
  const shared = { connectionString, moodle, sealer, now: () => new Date() }
  const apis: RunningApi[] = []
  const addApi = async () => {
    const api = await startApi({
      ...shared,
      database,
      logger,
      registry: new Registry(),
      webDir,
      settings: { ...testApiSettings, pollingIntervalMs: 100, ...options.api },
    })
    apis.push(api)
    return api.url
  }
  const apiUrl = await addApi()
  const registries: Registry[] = []
  const workers: Worker[] = []
  const addWorker = async (settings: Partial<WorkerSettings> = {}) => {
    const registry = new Registry()
    registries.push(registry)
    const worker = await startWorker({
      ...shared,
      db: database.db,
      log: logger,
      registry,
      settings: { ...fastWorkerSettings, ...options.worker, ...settings },
    })
    workers.push(worker)
    return worker
  }
  for (let count = options.workers ?? 1; count > 0; count--) await addWorker()

  return {
    campus,
    apiUrl,
    connectionString,
    db: database.db,
    logLines: lines,
    workers,
    startWorker: addWorker,
    startApi: addApi,
    readWorkerMetrics: () => Registry.merge(registries).metrics(),
    addInstitution,
    signIn: (username, { password = username, universityId = institutionId } = {}) =>
      openStudentClient(apiUrl, { universityId, username, password }),
    async close() {
      campus.control.reset()
      await Promise.all(workers.map((worker) => worker.stop()))
      await Promise.all(apis.map((api) => api.close()))
      await moodle.close()
      await campus.close()
      await database.close()
      await own?.close()
    },
  }
}
