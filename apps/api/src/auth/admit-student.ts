import { isLanguage, type LoginAnswer } from '@spike/contract'
import { MoodleError, type SignedIn, readSiteKnowledge } from '@spike/moodle'
import {
  type InstitutionRow,
  noteVisit,
  type Queryable,
  readAccountSettings,
  readActiveSyncJob,
  readVisit,
  saveCredential,
  upsertUser,
  writeSiteKnowledge,
} from '@spike/store'
import { enqueueSync } from '@spike/sync'
import type { AppDeps } from '../deps.ts'
import { openSession } from './browser-session.ts'
import { describeDevice } from './describe-device.ts'
import { toStudent } from './present-student.ts'

/** Whoever asks to be signed in, by whatever way. */
export interface Visitor {
  readonly address: string
  readonly requestId: string
  /** The User-Agent that it sent. */
  readonly userAgent: string | undefined
  /** The session the browser had until now: it ends. */
  readonly oldSessionIdHash: Buffer | null
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal
}

export interface Admitted {
  readonly answer: LoginAnswer
  readonly sessionId: string
}

/** Asks a site something while somebody waits for it. Throws `moodle.timeout` where that takes too long. */
export async function askWhileWaiting<T>(
  { settings }: Pick<AppDeps, 'settings'>,
  visitor: Visitor,
  ask: (times: { readonly signal: AbortSignal; readonly requestTimeoutMs: number }) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(settings.signInTimeoutMs)
  try {
    const signal = AbortSignal.any([timeout, visitor.signal])
    return await ask({ signal, requestTimeoutMs: settings.moodleRequestTimeoutMs })
  } catch (error) {
    if (error instanceof MoodleError) throw error
    if (timeout.aborted) throw new MoodleError('moodle.timeout', { detail: 'sign_in', cause: error })
    // The reason of a request's signal need not be an Error.
    throw error instanceof Error ? error : new Error('Signing in was given up', { cause: error })
  }
}

/**
 * Takes in a student whom Moodle knows: in one transaction the user, the sealed credential, the session and the sync job,
 * with what `alsoWrite` writes. What signing in learnt of the site is kept besides.
 */
export async function admitStudent(
  deps: AppDeps,
  institution: InstitutionRow,
  { credential, profile, knowledge }: SignedIn,
  visitor: Visitor,
  alsoWrite: (transaction: Queryable) => Promise<void> = async () => {},
): Promise<Admitted> {
  const { database, sealer, settings } = deps
  await writeSiteKnowledge(database.db, institution.id, knowledge, readSiteKnowledge(institution.knowledge))
  const language = profile.language.slice(0, 2).toLowerCase()
  const user = {
    institutionId: institution.id,
    moodleUserId: profile.moodleUserId,
    username: profile.username,
    fullName: profile.fullName,
    language: isLanguage(language) ? language : null,
  }
  return database.db.transaction().execute(async (transaction) => {
    await alsoWrite(transaction)
    const id = await upsertUser(transaction, user)
    await saveCredential(transaction, sealer, { userId: id, credential })
    const session = {
      owner: { userId: id },
      oldIdHash: visitor.oldSessionIdHash,
      device: describeDevice(visitor.userAgent),
    }
    const from = await readVisit(transaction, id)
    const visit = await noteVisit(transaction, { userId: id, from, now: deps.now() })
    const sessionId = await openSession(transaction, deps, session)
    const account = await readAccountSettings(transaction, id)
    const student = {
      ...account,
      userId: id,
      institutionId: institution.id,
      institutionName: institution.name,
      username: user.username,
      fullName: user.fullName,
      visit,
    }
    const admitted = (syncJobId: string | null) => ({
      sessionId,
      answer: { user: toStudent(student), syncJobId },
    })
    if (!settings.autoSyncEnabled) {
      const active = await readActiveSyncJob(transaction, id)
      return admitted(active && active.job.trigger !== 'opened' ? active.job.id : null)
    }
    const { jobId } = await enqueueSync(transaction, {
      userId: id,
      institutionId: institution.id,
      trigger: 'sign_in',
      requestId: visitor.requestId,
      maxTries: settings.maxTries,
    })
    return admitted(jobId)
  })
}
