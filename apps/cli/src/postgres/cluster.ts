import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { postgresWords } from '@spike/contract/words/operator'
import { z } from 'zod'
import { OperatorError, systemCode } from '../operator-error.ts'
import type { OsUser } from './os-user.ts'
import type { Programs } from './programs.ts'

const connectionSchema = z.object({ port: z.int().min(0).max(65_535), password: z.string().min(20) })
export type Connection = z.infer<typeof connectionSchema>

export interface Cluster {
  readonly folder: string
  /** Who owns the data, and so whom the server runs as. */
  readonly user: OsUser | undefined
  readonly connection: Connection
}

const superuser = 'spike'
const databaseName = 'spike'

interface OpenClusterOptions {
  readonly place: string
  readonly programs: Programs
  readonly user: OsUser | undefined
  readonly unsafeFast: boolean
  readonly log: (line: string) => void
}

/** The data in `place`, created where there is none yet. */
export function openCluster(options: OpenClusterOptions): Cluster {
  const folder = path.join(options.place, 'cluster')
  if (!existsSync(folder)) return createCluster(folder, options)

  const { uid, gid } = statSync(folder)
  const me = process.getuid?.()
  if (me !== 0 && me !== uid)
    throw new OperatorError('postgres.other_owner', postgresWords.otherOwner(folder))
  const version = readVersion(folder)
  if (version !== options.programs.version) {
    throw new OperatorError(
      'postgres.other_version',
      postgresWords.otherVersion(folder, version, options.programs.version),
    )
  }
  return { folder, user: me === 0 ? { uid, gid } : undefined, connection: readConnection(options.place) }
}

function createCluster(folder: string, options: OpenClusterOptions): Cluster {
  const { place, programs, user } = options
  options.log(postgresWords.creating())
  // Made under another name: what a killed spike left half done is never taken for data.
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (user) chownSync(draft, user.uid, user.gid)
  const password = randomBytes(24).toString('base64url')
  const passwordFile = path.join(place, `password.${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  try {
    const args = [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, `--username=${superuser}`]
    args.push(
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    )
    args.push('--locale=C', '--no-instructions')
    if (options.unsafeFast) args.push('--no-sync')
    runProgram(programs.initdb, args, '', user)
    // The single-user mode needs no server and no client.
    runProgram(
      programs.postgres,
      ['--single', ...(options.unsafeFast ? ['-F'] : []), '-D', draft, 'postgres'],
      `create database ${databaseName}\n`,
      user,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  const connection = { port: 0, password }
  writeConnection(place, connection)
  renameSync(draft, folder)
  return { folder, user, connection }
}

function runProgram(program: string, args: readonly string[], input: string, user: OsUser | undefined): void {
  const done = spawnSync(program, args, {
    cwd: '/',
    encoding: 'utf8',
    env: serverEnvironment(),
    input,
    ...user,
  })
  if (done.status === 0) return
  const detail = done.error?.message ?? done.stderr.trim().split('\n').join(' ')
  throw new OperatorError('postgres.init_failed', postgresWords.initFailed(detail), { cause: done.error })
}

/** What PostgreSQL's programs are given of the environment: no PG* settings, and messages in English. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = process.env
  return { ...(PATH === undefined ? {} : { PATH }), LC_ALL: 'C' }
}

function readVersion(folder: string): string {
  try {
    return readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause
    throw new OperatorError('postgres.not_a_cluster', postgresWords.notOurCluster(folder), { cause })
  }
}

export function readConnection(place: string): Connection {
  const file = connectionFile(place)
  try {
    return connectionSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new OperatorError('postgres.connection_lost', postgresWords.connectionLost(file), { cause })
  }
}

export function connectionStringOf({ port, password }: Connection): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`
}

/** Port and password, for the next start; for this user's eyes alone. */
export function writeConnection(place: string, connection: Connection): void {
  const file = connectionFile(place)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(connection)}\n`, { mode: 0o600 })
  const { uid, gid } = statSync(place)
  if (process.getuid?.() === 0) chownSync(draft, uid, gid)
  renameSync(draft, file)
}

function connectionFile(place: string): string {
  return path.join(place, 'connection.json')
}
