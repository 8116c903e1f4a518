import { type Credential, MoodleError, type OpenedFile, type SiteAddress } from '@spike/moodle'
import {
  markCredentialRefused,
  readCredential,
  readStandBackMs,
  type ReadCredential,
  SealError,
  type StudentFile,
  writeStandBack,
} from '@spike/store'
import { readOpenInstitution, siteOf } from '../auth/open-institution.ts'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'

export interface FileAsked {
  readonly userId: string
  readonly institutionId: string
  readonly file: StudentFile
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly conditions: { readonly range?: string; readonly ifRange?: string; readonly ifNoneMatch?: string }
}

/**
 * Opens a file at the student's Moodle with the student's own credential. Where the site refuses that, it is noted and
 * the student is asked to sign in again. A site that wants to be left alone is not asked, and where it says so here all
 * processes obey.
 */
export async function openStudentFile(deps: AppDeps, asked: FileAsked): Promise<OpenedFile> {
  const { site, stored } = await readAccess(deps, asked)
  const standBackMs = await readStandBackMs(deps.database.db, asked.institutionId)
  if (standBackMs > 0) {
    throw new ApiError('moodle.rate_limited', { retryAfterSeconds: Math.ceil(standBackMs / 1000) })
  }
  try {
    return await deps.moodle.openFile(stored.credential satisfies Credential, {
      site,
      url: asked.file.url,
      signal: asked.signal,
      timeoutMs: deps.settings.moodleRequestTimeoutMs,
      maxBytes: asked.maxBytes,
      ...asked.conditions,
    })
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    if (error.retryAfterMs) await writeStandBack(deps.database.db, asked.institutionId, error.retryAfterMs)
    if (error.code !== 'moodle.token_invalid') throw error
    await markCredentialRefused(deps.database.db, { userId: asked.userId, storedAt: stored.storedAt })
    throw new ApiError('auth.sign_in_again', { cause: error })
  }
}

async function readAccess(
  deps: AppDeps,
  { userId, institutionId }: FileAsked,
): Promise<{ site: SiteAddress; stored: ReadCredential }> {
  const institution = await readOpenInstitution(deps, institutionId, 'auth.institution_disabled')
  const stored = await readCredential(deps.database.db, deps.sealer, userId).catch((error: unknown) => {
    // Its key is gone: a new sign-in makes a new one.
    throw error instanceof SealError ? new ApiError('auth.sign_in_again', { cause: error }) : error
  })
  if (!stored || stored.refusedAt) throw new ApiError('auth.sign_in_again')
  return { site: siteOf(institution), stored }
}
