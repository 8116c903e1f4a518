import type { LaunchFinish } from '@spike/contract'
import { MoodleError, type MoodleErrorCode, readSiteKnowledge } from '@spike/moodle'
import { createLaunch, readLaunch, takeLaunch } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { type Admitted, admitStudent, askWhileWaiting, type Visitor } from './admit-student.ts'
import { hashCookieId, newCookieId } from './cookies.ts'
import { readOpenInstitution, siteOf } from './open-institution.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** As long as a slow sign-in at a university takes, with a second device in the other hand. */
export const launchLifeMs = 30 * 60_000

/** Begins a sign-in on the university's own page. `launchId` is for the browser's cookie. */
export async function startLaunch(
  deps: AppDeps,
  limits: SignInLimits,
  { universityId, address }: { readonly universityId: string; readonly address: string },
): Promise<{ url: string; launchId: string }> {
  const institution = await readOpenInstitution(deps, universityId)
  await limits.countLaunch(address)
  const knowledge = readSiteKnowledge(institution.knowledge)
  const { url, passport } = deps.moodle.makeLaunch(siteOf(institution), knowledge)
  const launchId = newCookieId()
  await createLaunch(deps.database.db, {
    idHash: hashCookieId(launchId),
    institutionId: institution.id,
    passport,
    expiresAt: new Date(deps.now().getTime() + launchLifeMs),
  })
  return { url, launchId }
}

/** The codes that say that what was pasted opens nothing: another guess is to cost something. */
const wrongPasteCodes: ReadonlySet<MoodleErrorCode> = new Set([
  'auth.pasted_link_invalid',
  'auth.invalid_credentials',
  'moodle.token_invalid',
])
const isWrong = (error: unknown) => error instanceof MoodleError && wrongPasteCodes.has(error.code)

/**
 * Takes what the student brought back from there: the link, which has to be of the launch that this browser began, or
 * a token. The launch is used up by the sign-in that works.
 */
export async function finishLaunch(
  deps: AppDeps,
  limits: SignInLimits,
  { universityId, pasted }: LaunchFinish,
  visitor: Visitor & { readonly launchIdHash: Buffer | null },
): Promise<Admitted> {
  const institution = await readOpenInstitution(deps, universityId)
  const { launchIdHash: idHash } = visitor
  const key = idHash && { idHash, institutionId: institution.id, now: deps.now() }
  const launched = key && (await readLaunch(deps.database.db, key))
  // Without a launch a link is refused: none was made with this passport.
  const passport = launched ?? crypto.randomUUID()
  const signedIn = await limits
    .guardPaste(
      visitor.address,
      () =>
        askWhileWaiting(deps, visitor, (times) =>
          deps.moodle.signInByPaste({
            site: siteOf(institution),
            pasted,
            passport,
            knowledge: readSiteKnowledge(institution.knowledge),
            ...times,
          }),
        ),
      isWrong,
    )
    .catch((error: unknown) => {
      throw isWrong(error) ? new ApiError('auth.pasted_link_invalid', { cause: error }) : error
    })
  return admitStudent(deps, institution, signedIn, visitor, async (transaction) => {
    if (key && launched !== null && !(await takeLaunch(transaction, key)))
      throw new ApiError('auth.pasted_link_invalid')
  })
}
