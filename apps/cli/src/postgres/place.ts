import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, statSync, accessSync, constants } from 'node:fs'
import path from 'node:path'
import { postgresWords } from '@spike/contract/words/operator'
import { OperatorError, systemCode } from '../operator-error.ts'
import { canEnter, type OsUser } from './os-user.ts'

/** Where things go that PostgreSQL's user could not reach elsewhere; the first that can be used. Only for root. */
const sharedPlaces = ['/var/lib/spike', '/var/tmp/spike-root']

/** Makes the data folder where it is missing, and says in operator's words why it cannot be used. */
export function prepareDataDir(dataDir: string): string {
  const folder = path.resolve(dataDir)
  try {
    makeFolders(folder)
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(folder), { code: 'ENOTDIR' })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = systemCode(cause)
    const notAFolder = code === 'ENOTDIR' || code === 'EEXIST'
    throw new OperatorError(
      notAFolder ? 'data_dir.not_a_folder' : 'data_dir.not_writable',
      notAFolder ? postgresWords.notAFolder(folder) : postgresWords.notWritable(folder, code),
      { cause },
    )
  }
  return folder
}

const inTheWay = new Set(['EEXIST', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM'])

/** Where something of Spike's own cannot be opened in the data folder, that in operator's words; else the error itself. */
export function explainInTheWay(error: unknown, place: string): unknown {
  const code = systemCode(error)
  if (!inTheWay.has(code)) return error
  return new OperatorError('data_dir.in_the_way', postgresWords.inTheWay(place, code), { cause: error })
}

/** Node's own recursive mkdir never returns where the system refuses with ENOENT, as under /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  makeFolders(path.dirname(folder))
  mkdirSync(folder)
  // PostgreSQL's own user has to come through it to its folder, whatever the umask.
  chmodSync(folder, 0o755)
}

/** The folder for PostgreSQL's files: in the data folder, or where its user can enter. The same one at every start. */
export function choosePlace(dataDir: string, user: OsUser | undefined, log: (line: string) => void): string {
  if (canEnter(dataDir, user)) {
    const place = path.join(dataDir, 'postgres')
    try {
      mkdirSync(place, { recursive: true })
      if (user) chmodSync(place, 0o755)
    } catch (error) {
      throw explainInTheWay(error, place)
    }
    return place
  }
  const place = path.join(sharedPlace(), createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  mkdirSync(place, { recursive: true, mode: 0o755 })
  log(postgresWords.dataElsewhere(dataDir, place))
  return place
}

export function sharedPlace(): string {
  for (const folder of sharedPlaces) {
    try {
      mkdirSync(folder, { mode: 0o755 })
      chmodSync(folder, 0o755)
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') continue
    }
    // /var/tmp is everybody's: what somebody else put there is not used.
    const found = lstatSync(folder)
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
      throw new OperatorError('postgres.place_not_ours', postgresWords.placeNotOurs(folder))
    }
    return folder
  }
  throw new OperatorError('postgres.no_place', postgresWords.noPlace(sharedPlaces))
}
