import path from 'node:path'
import { hashPassword } from '@spike/api'
import { type Campus, startCampus } from '@spike/campus'
import { demoWords } from '@spike/contract/words/operator'
import { type OpenDatabase, saveInstitution, saveStaff } from '@spike/store'
import type { Logger } from 'pino'
import { type RunningSpike, startSpike } from '../compose/start-spike.ts'
import { createLogger } from '../logger.ts'
import { OperatorError } from '../operator-error.ts'
import { findFreePort, isPortFree } from '../postgres/free-port.ts'
import { explainInTheWay, prepareDataDir } from '../postgres/place.ts'
import type { Settings } from '../settings/schema.ts'
import { buildWebIfStale } from './build-web.ts'
import { startDevServer } from './dev-server.ts'
import { demoInstitution } from './demo-institution.ts'
import { type DemoMemory, readDemoMemory, writeDemoMemory } from './demo-memory.ts'

const seed = 'spike'
const portsTried = 100
const staffEmail = 'staff@spike.example'

export interface RunningDemo {
  readonly apiUrl: string
  /** Where to open the web app. */
  readonly url: string
  readonly accounts: Campus['accounts']
  readonly staff: { readonly email: string; readonly password: string }
  stop(): Promise<void>
}

interface StartDemoOptions {
  readonly settings: Settings
  /** An explicit port that is taken is an error; else the next free one is used. */
  readonly portIsExplicit: boolean
  /** Serves the web app from its sources; it is not built then. */
  readonly dev: boolean
  readonly say: (line: string) => void
  readonly stop: AbortSignal
}

/** Starts the campus, the database with the campus in it, worker, api and web app. */
export async function startDemo(options: StartDemoOptions): Promise<RunningDemo> {
  const { say } = options
  const dataDir = prepareDataDir(options.settings.DATA_DIR)
  const logFile = path.join(dataDir, 'demo.log')
  const logger = openLog(logFile, options.settings)
  say(demoWords.logs(logFile))
  if (!options.dev) await buildWebIfStale(say)
  const port = options.portIsExplicit ? options.settings.PORT : await nextFreePort(options.settings, say)

  const memory = readDemoMemory(dataDir)
  let campus: Campus | undefined
  /** Only once the database is ours: beside another demo on this folder nothing may be changed. */
  async function prepare({ db }: OpenDatabase): Promise<void> {
    say(demoWords.campus())
    campus = await openCampus(dataDir, memory)
    writeDemoMemory(dataDir, { ...memory, campusPort: Number(new URL(campus.url).port) })
    await saveInstitution(db, { ...demoInstitution, url: campus.url, isLocal: true, maxInFlight: 8 })
    const passwordHash = await hashPassword(memory.staffPassword)
    await saveStaff(db, { email: staffEmail, passwordHash, role: 'admin' })
    say(demoWords.server())
  }
  try {
    if (options.settings.DATABASE_URL === undefined) say(demoWords.database())
    const spike = await startSpike({
      settings: { ...options.settings, DATA_DIR: dataDir, PORT: port },
      role: 'all',
      logger,
      say,
      stop: options.stop,
      prepare,
    })
    const apiUrl = urlOf(spike)
    const devServer = options.dev ? await startDevServer(apiUrl) : undefined
    return {
      apiUrl,
      url: devServer?.url ?? apiUrl,
      accounts: campus?.accounts ?? [],
      staff: { email: staffEmail, password: memory.staffPassword },
      async stop() {
        await devServer?.close()
        await spike.stop()
        await campus?.close()
      },
    }
  } catch (error) {
    await campus?.close()
    throw error
  }
}

function openLog(file: string, { LOG_LEVEL }: Settings): Logger {
  try {
    return createLogger({ level: LOG_LEVEL, file })
  } catch (error) {
    throw explainInTheWay(error, file)
  }
}

async function openCampus(dataDir: string, { campusPort }: DemoMemory): Promise<Campus> {
  const port = campusPort !== 0 && (await isPortFree(campusPort)) ? campusPort : await findFreePort()
  const folder = path.join(dataDir, 'campus')
  return startCampus({ seed, port, dataDir: folder }).catch((error: unknown) => {
    throw explainInTheWay(error, folder)
  })
}

async function nextFreePort({ HOST, PORT }: Settings, say: (line: string) => void): Promise<number> {
  const last = Math.min(PORT + portsTried, 65_535)
  for (let port = PORT; port <= last; port++) {
    if (await isPortFree(port, HOST)) {
      if (port !== PORT) say(demoWords.portMoved(PORT, port))
      return port
    }
  }
  throw new OperatorError('demo.no_free_port', demoWords.noFreePort(PORT, last))
}

function urlOf({ url }: RunningSpike): string {
  if (url === undefined) throw new TypeError('The demo runs no api')
  return url
}
