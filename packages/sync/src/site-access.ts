import { MoodleError, readSiteKnowledge, type SiteAddress, type SiteKnowledge } from '@spike/moodle'
import {
  type ClaimedJob,
  markCredentialRefused,
  readCredential,
  type ReadCredential,
  readInstitution,
  readMoodleUserId,
  SealError,
} from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import { SyncError } from './errors.ts'
import type { SyncDeps } from './run.ts'

export interface SiteAccess {
  readonly site: SiteAddress
  readonly maxInFlight: number
  readonly stored: ReadCredential
  readonly knowledge: SiteKnowledge | null
  readonly moodleUserId: number
}

/** Where the student's site is and what opens it. Throws where the student must sign in (again). */
export async function readSiteAccess(deps: SyncDeps, job: ClaimedJob['job']): Promise<SiteAccess> {
  const institution = await readInstitution(deps.db, job.institution_id)
  const isAllowed = institution && (deps.settings.allowLocalSites || !institution.is_local)
  if (!isAllowed) throw new MoodleError('auth.institution_unknown')
  if (!institution.enabled) throw new SyncError('auth.institution_disabled')
  const stored = await openCredential(deps, job.user_id)
  if (!stored || stored.refusedAt) throw new SyncError('auth.sign_in_again')
  return {
    site: { institutionId: institution.id, url: institution.url, local: institution.is_local },
    maxInFlight: institution.max_in_flight,
    stored,
    knowledge: readSiteKnowledge(institution.knowledge),
    moodleUserId: await readMoodleUserId(deps.db, job.user_id),
  }
}

async function openCredential(deps: SyncDeps, userId: string): Promise<ReadCredential | null> {
  try {
    return await readCredential(deps.db, deps.sealer, userId)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    // Its key is gone: a new sign-in makes a new one.
    deps.log.error({ err: error, userId }, 'a credential cannot be opened')
    throw new SyncError('auth.sign_in_again', { cause: error })
  }
}

/** Notes that the site refused what opens it, so that the student is asked to sign in before another sync. */
export function noteRefusal(deps: SyncDeps, userId: string, { stored }: SiteAccess): Promise<void> {
  return withDatabaseRetry(() => markCredentialRefused(deps.db, { userId, storedAt: stored.storedAt }))
}
