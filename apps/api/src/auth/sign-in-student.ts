import { isLanguage, type LoginAnswer, type LoginRequest } from '@spike/contract'
import { MoodleError, type SignedIn } from '@spike/moodle'
import {
  type InstitutionRow,
  readActiveSyncJob,
  readInstitution,
  saveCredential,
  upsertUser,
} from '@spike/store'
import { enqueueSync } from '@spike/sync'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { openSession } from './browser-session.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export interface SignInRequest extends LoginRequest {
  readonly address: string
  readonly requestId: string
  /** The session the browser had until now: it ends. */
  readonly oldSessionIdHash: Buffer | null
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal
}

/**
 * Asks the university's Moodle whether name and password are right, and then in one transaction makes the user, the
 * sealed credential, the session and the sync job. The password goes to Moodle and nowhere else.
 */
export async function signInStudent(
  deps: AppDeps,
  limits: SignInLimits,
  request: SignInRequest,
): Promise<{ answer: LoginAnswer; sessionId: string }> {
  const institution = await readInstitution(deps.database.db, request.universityId)
  const open = institution?.enabled && (deps.settings.allowLocalSites || !institution.is_local)
  if (!open) throw new ApiError('auth.institution_unknown')
  const who = { name: `${institution.id}/${accountOf(request.username)}`, address: request.address }
  const signedIn = await limits.guard(
    who,
    () => askMoodle(deps, institution, request),
    (error) => error instanceof MoodleError && error.code === 'auth.invalid_credentials',
  )
  return admit(deps, institution, signedIn, request)
}

/**
 * The name as Moodle reads it: token.php takes it as PARAM_USERNAME, which drops all but these characters, so that
 * many spellings are one account. Where nothing would be left the name itself counts.
 */
function accountOf(username: string): string {
  const name = username.normalize('NFC').toLowerCase()
  return name.replaceAll(/[^-.@_a-z0-9]/g, '') || name
}

async function askMoodle(
  deps: AppDeps,
  institution: InstitutionRow,
  request: SignInRequest,
): Promise<SignedIn> {
  const timeout = AbortSignal.timeout(deps.settings.signInTimeoutMs)
  try {
    return await deps.moodle.signIn({
      site: { institutionId: institution.id, url: institution.url, local: institution.is_local },
      username: request.username,
      password: request.password,
      signal: AbortSignal.any([timeout, request.signal]),
      requestTimeoutMs: deps.settings.moodleRequestTimeoutMs,
    })
  } catch (error) {
    if (error instanceof MoodleError) throw error
    if (timeout.aborted) throw new MoodleError('moodle.timeout', { detail: 'sign_in', cause: error })
    // The reason of a request's signal need not be an Error.
    throw error instanceof Error ? error : new Error('Signing in was given up', { cause: error })
  }
}

async function admit(
  deps: AppDeps,
  institution: InstitutionRow,
  { credential, profile }: SignedIn,
  request: SignInRequest,
): Promise<{ answer: LoginAnswer; sessionId: string }> {
  const { database, sealer, settings } = deps
  const language = profile.language.slice(0, 2).toLowerCase()
  const user = {
    institutionId: institution.id,
    moodleUserId: profile.moodleUserId,
    username: profile.username,
    fullName: profile.fullName,
    language: isLanguage(language) ? language : null,
  }
  const { userId, sessionId, syncJobId } = await database.db.transaction().execute(async (transaction) => {
    const id = await upsertUser(transaction, user)
    await saveCredential(transaction, sealer, { userId: id, credential })
    const session = { owner: { userId: id }, oldIdHash: request.oldSessionIdHash }
    const opened = { userId: id, sessionId: await openSession(transaction, deps, session) }
    if (!settings.autoSyncEnabled) {
      const active = await readActiveSyncJob(transaction, id)
      return { ...opened, syncJobId: active?.job.id ?? null }
    }
    const { jobId } = await enqueueSync(transaction, {
      userId: id,
      institutionId: institution.id,
      trigger: 'sign_in',
      requestId: request.requestId,
      maxTries: settings.maxTries,
    })
    return { ...opened, syncJobId: jobId }
  })
  const answer = {
    user: {
      id: userId,
      fullName: user.fullName,
      username: user.username,
      institution: { id: institution.id, name: institution.name },
      language: user.language,
    },
    syncJobId,
  }
  return { answer, sessionId }
}
