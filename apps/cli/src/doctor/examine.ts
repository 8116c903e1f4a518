import { commandWords, doctorWords, startingWords } from '@spike/contract/words/operator'
import {
  countWorkers,
  listInstitutions,
  type OpenDatabase,
  openDatabase,
  pendingMigrations,
} from '@spike/store'
import { joinPostgres } from '../compose/open-postgres.ts'
import { OperatorError } from '../operator-error.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/schema.ts'
import { examineSite } from './examine-site.ts'
import { type Finding, ok, problem } from './finding.ts'

const nodeMajor = 24

/** What is well and what is not, in the order in which one thing needs the other; ends at what bars the rest. */
export async function* examine(options: {
  readonly institution?: string | undefined
}): AsyncGenerator<Finding> {
  const version = process.versions.node
  if (Number.parseInt(version, 10) < nodeMajor) yield problem(doctorWords.nodeOld(version, nodeMajor))
  else yield ok(doctorWords.node(version))

  let settings: Settings
  let database: OpenDatabase
  await using stack = new AsyncDisposableStack()
  try {
    loadEnvFile()
    settings = readSettings(process.env)
    yield ok(doctorWords.settings())
    const server = await joinPostgres(settings, (line) => console.error(line))
    stack.defer(() => server.stop())
    database = openDatabase({
      connectionString: server.connectionString,
      maxConnections: 1,
      applicationName: 'spike doctor',
      onIdleError: () => {},
    })
    stack.defer(() => database.close())
    const { rows } = await database.pool.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    yield ok(doctorWords.database(new URL(server.connectionString).host, rows[0]?.version ?? ''))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    yield problem(error.message)
    return
  }

  const pending = await pendingMigrations(database.db)
  if (pending.length > 0) {
    yield problem(startingWords.migrationsPending(pending))
    return
  }
  yield ok(doctorWords.migrations())
  yield* examineWorkers(database, settings)
  yield* examineInstitutions(database, settings, options.institution)
}

async function* examineWorkers({ db }: OpenDatabase, settings: Settings): AsyncGenerator<Finding> {
  const { alive, silent } = await countWorkers(db, settings.WORKER_SILENT_AFTER)
  yield alive > 0 ? ok(doctorWords.workers(alive)) : problem(doctorWords.noWorker())
  if (silent > 0) yield problem(doctorWords.silent(silent))
}

async function* examineInstitutions(
  { db }: OpenDatabase,
  settings: Settings,
  asked: string | undefined,
): AsyncGenerator<Finding> {
  const institutions = await listInstitutions(db)
  const enabled = institutions.filter((one) => one.enabled)
  yield enabled.length > 0
    ? ok(doctorWords.institutions(enabled.length))
    : problem(doctorWords.noInstitution())
  for (const one of enabled) {
    if (one.is_local && settings.NODE_ENV === 'production')
      yield problem(doctorWords.localInProduction(one.id))
  }
  if (asked === undefined) return
  const site = institutions.find((one) => one.id === asked)
  if (!site) {
    yield problem(commandWords.institution.unknown(asked))
    return
  }
  yield* examineSite(site, settings)
}
