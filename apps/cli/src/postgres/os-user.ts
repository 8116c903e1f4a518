import { execFileSync, spawnSync } from 'node:child_process'
import { postgresWords } from '@spike/contract/words/operator'
import { OperatorError } from '../operator-error.ts'

/** Whom PostgreSQL runs as; undefined is the user that spike itself runs as. */
export interface OsUser {
  readonly uid: number
  readonly gid: number
}

const userName = 'postgres'

/** PostgreSQL refuses root: where spike is root, the user `postgres` of this machine, made where it is not there. */
export function chooseOsUser(log: (line: string) => void): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = findOsUser(userName)
  if (known) return known
  for (const [program, ...args] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', userName],
    // BusyBox, as on Alpine.
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', userName],
  ] as const) {
    const { status } = spawnSync(program, args, { stdio: 'ignore' })
    const made = status === 0 ? findOsUser(userName) : undefined
    if (made) {
      log(postgresWords.madeOsUser(userName))
      return made
    }
  }
  const nobody = findOsUser('nobody')
  if (nobody) return nobody
  throw new OperatorError('postgres.no_os_user', postgresWords.noOsUser())
}

function findOsUser(name: string): OsUser | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    )
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

/** Whether the user may go into a folder: asked of the system itself, which knows modes, groups and access lists. */
export function canEnter(folder: string, user: OsUser | undefined): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    stdio: 'ignore',
    cwd: '/',
    ...user,
  })
  return asked.status === 0
}
