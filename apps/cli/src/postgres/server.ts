import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { postgresWords } from '@spike/contract/words/operator'
import { OperatorError } from '../operator-error.ts'
import { type Cluster, serverEnvironment } from './cluster.ts'
import { commandLine, processMark } from './process-mark.ts'

const startTimeoutMs = 120_000
const pollMs = 20
const maxLogBytes = 10_000_000

export interface Server {
  readonly pid: number
  /** How it ended; settles when it has. */
  readonly ended: Promise<string>
  hasEnded(): boolean
}

interface SpawnServerOptions {
  readonly cluster: Cluster
  readonly postgres: string
  readonly port: number
  readonly logFile: string
  readonly unsafeFast: boolean
}

/** Starts a server and waits until it takes connections; undefined where it ended before that. */
export async function spawnServer(options: SpawnServerOptions): Promise<Server | undefined> {
  const { cluster, logFile } = options
  const settings = [`port=${options.port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  settings.push(`max_connections=${options.unsafeFast ? 400 : 200}`, 'log_timezone=UTC', 'timezone=UTC')
  if (options.unsafeFast) settings.push('fsync=off', 'full_page_writes=off')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) truncateSync(logFile)
  const log = openSync(logFile, 'a', 0o600)
  let child: ChildProcess
  try {
    child = spawn(
      options.postgres,
      ['-D', cluster.folder, ...settings.flatMap((setting) => ['-c', setting])],
      {
        cwd: '/',
        env: serverEnvironment(),
        stdio: ['ignore', log, log],
        // A group of its own: Ctrl-C in the terminal is for spike, which stops PostgreSQL last.
        detached: true,
        ...cluster.user,
      },
    )
  } finally {
    closeSync(log)
  }
  const server = watch(child)
  const deadline = Date.now() + startTimeoutMs
  while (!server.hasEnded()) {
    const found = readPostmaster(cluster.folder)
    if (found?.pid === server.pid && found.ready) return server
    if (Date.now() > deadline) {
      await stopProcess(server.pid)
      return undefined
    }
    await wait(pollMs)
  }
  return undefined
}

function watch(child: ChildProcess): Server {
  let over = false
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    child.once('error', (error) => resolve(error.message))
  }).finally(() => {
    over = true
  })
  return { pid: child.pid ?? 0, ended, hasEnded: () => over }
}

/** Ends a server that a killed spike left running, or the file that such a one left. */
export async function clearLeftOver(folder: string, log: (line: string) => void): Promise<void> {
  const found = readPostmaster(folder)
  if (!found) return
  if (processMark(found.pid) !== undefined && commandLine(found.pid).includes(folder)) {
    log(postgresWords.stoppingLeftOver(found.pid))
    await stopProcess(found.pid)
  }
  // PostgreSQL itself takes any living process of that number for its own.
  rmSync(path.join(folder, 'postmaster.pid'), { force: true })
}

/**
 * Stops a server in order: it waits a moment for its clients, whose closing may still be under way, then rolls back
 * what is open; what does not stop even then is ended. https://www.postgresql.org/docs/18/server-shutdown.html
 */
export async function stopProcess(pid: number): Promise<void> {
  for (const [signal, graceMs] of [
    ['SIGTERM', 2_000],
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (await signalAndWait(pid, signal, graceMs)) return
  }
  throw new OperatorError('postgres.cannot_stop', postgresWords.cannotStop(pid))
}

export async function signalAndWait(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  const mark = processMark(pid)
  if (mark === undefined) return true
  process.kill(pid, signal)
  const deadline = Date.now() + graceMs
  while (processMark(pid) === mark) {
    if (Date.now() > deadline) return false
    await wait(pollMs)
  }
  return true
}

/** The file's first line is the number, its eighth the state: https://www.postgresql.org/docs/18/storage-file-layout.html */
function readPostmaster(folder: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** The last lines of the server's log that tell of a fault. */
export function lastFault(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20)
  const faults = lines.filter((line) => /\b(FATAL|PANIC|could not|error while loading)\b/.test(line))
  return (faults.at(-1) ?? lines.at(-1) ?? '').trim()
}
