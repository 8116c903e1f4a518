import { settingsWords } from '@spike/contract/words/operator'
import { developmentKey } from '@spike/store'
import { exitCodes, OperatorError, systemCode } from '../operator-error.ts'
import { isPushPair } from './push-keys.ts'
import { type SettingName, type Settings, settingsSchema } from './schema.ts'

export interface SettingProblem {
  readonly name: SettingName
  readonly problem: string
}

/** Puts the lines of a `.env` file into the environment; what is set there already stays. A missing file is fine. */
export function loadEnvFile(file = '.env'): void {
  try {
    process.loadEnvFile(file)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return
    // What Node says of a folder.
    const code = systemCode(cause) === 'ERR_INVALID_ARG_TYPE' ? 'EISDIR' : systemCode(cause)
    throw new OperatorError('settings.env_file', settingsWords.envFile(file, code), {
      exitCode: exitCodes.settings,
      cause,
    })
  }
}

/** The settings of an environment; an empty variable counts as not set. Throws all problems at once. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = settingsSchema.safeParse(given)
  const problems: SettingProblem[] = result.success
    ? findContradictions(result.data)
    : result.error.issues.map((issue) => ({ name: issue.path[0] as SettingName, problem: issue.message }))
  if (result.success && problems.length === 0) return result.data
  const lines = problems.map(({ name, problem }) => settingsWords.problem(name, problem))
  throw new OperatorError(
    'settings.invalid',
    [settingsWords.heading(problems.length), ...lines, settingsWords.where()].join('\n'),
    { exitCode: exitCodes.settings },
  )
}

/** What is wrong with settings that are right one by one. */
function findContradictions(settings: Settings): SettingProblem[] {
  const found: SettingProblem[] = []
  const { WORKER_SILENT_AFTER: silent, WORKER_HEARTBEAT_INTERVAL: beat } = settings
  if (silent <= 2 * beat) {
    found.push({ name: 'WORKER_SILENT_AFTER', problem: settingsWords.silentTooSoon(silent, beat) })
  }
  const { MOODLE_REQUEST_TIMEOUT: request } = settings
  for (const name of ['JOB_TIMEOUT', 'AUTO_SYNC_TIMEOUT'] as const) {
    if (settings[name] <= request) {
      found.push({ name, problem: settingsWords.tryTooShort(settings[name], request) })
    }
  }
  const { SESSION_IDLE_DAYS: idle, SESSION_MAX_DAYS: longest } = settings
  if (idle > longest)
    found.push({ name: 'SESSION_IDLE_DAYS', problem: settingsWords.sessionOrder(idle, longest) })
  const { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey } = settings
  const isHalf = (publicKey === undefined) !== (privateKey === undefined)
  if (isHalf || (publicKey && privateKey && !isPushPair({ publicKey, privateKey })))
    found.push({ name: 'WEB_PUSH_PUBLIC_KEY', problem: settingsWords.pushKeysApart() })
  if (settings.NODE_ENV === 'production') found.push(...findUnfitForProduction(settings))
  return found
}

function findUnfitForProduction({ ENCRYPTION_KEYS: keys, PUBLIC_URL: url }: Settings): SettingProblem[] {
  const found: SettingProblem[] = []
  if (!keys) found.push({ name: 'ENCRYPTION_KEYS', problem: settingsWords.keysMissing() })
  else if (keys.some(({ key }) => key.equals(developmentKey.key))) {
    found.push({ name: 'ENCRYPTION_KEYS', problem: settingsWords.keysDevelopment() })
  }
  const loopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url?.protocol === 'http:' && !loopback) {
    found.push({ name: 'PUBLIC_URL', problem: settingsWords.publicUrlPlain() })
  }
  return found
}
