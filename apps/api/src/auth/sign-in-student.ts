import type { LoginRequest } from '@spike/contract'
import { MoodleError, nothingKnown, readSiteKnowledge } from '@spike/moodle'
import { writeSiteKnowledge } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { type Admitted, admitStudent, askWhileWaiting, type Visitor } from './admit-student.ts'
import { readOpenInstitution, siteOf } from './open-institution.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** Asks the university's Moodle whether name and password are right. The password goes to Moodle and nowhere else. */
export async function signInStudent(
  deps: AppDeps,
  limits: SignInLimits,
  { universityId, username, password }: LoginRequest,
  visitor: Visitor,
): Promise<Admitted> {
  const institution = await readOpenInstitution(deps, universityId)
  const knowledge = readSiteKnowledge(institution.knowledge)
  const who = { name: `${institution.id}/${accountOf(username)}`, address: visitor.address }
  const signedIn = await limits
    .guard(
      who,
      () =>
        askWhileWaiting(deps, visitor, (times) =>
          deps.moodle.signIn({ site: siteOf(institution), username, password, knowledge, ...times }),
        ),
      isWrong,
    )
    .catch(async (error: unknown) => {
      // The next student there is led to the university's page at once.
      if (isToldByTheSite(error)) {
        const learnt = { ...(knowledge ?? nothingKnown), signIn: 'browser' }
        await writeSiteKnowledge(deps.database.db, institution.id, learnt, knowledge)
      }
      throw error
    })
  return admitStudent(deps, institution, signedIn, visitor)
}

/**
 * The name as Moodle reads it: token.php takes it as PARAM_USERNAME, which drops all but these characters, so that
 * many spellings are one account. Where nothing would be left the name itself counts.
 */
function accountOf(username: string): string {
  const name = username.normalize('NFC').toLowerCase()
  return name.replaceAll(/[^-.@_a-z0-9]/g, '') || name
}

/** A site that signs in by browser counts a password sent to it as a wrong one, and locks out after many. */
const isWrong = (error: unknown) =>
  needsBrowser(error) || (error instanceof MoodleError && error.code === 'auth.invalid_credentials')

/**
 * That the site itself says so of all its students, and not only that its form could not be filled this once (a captcha,
 * a redirect), which anybody's try may bring about.
 */
const isToldByTheSite = (error: unknown) =>
  needsBrowser(error) && error.cause instanceof MoodleError && error.cause.code === 'auth.invalid_credentials'

const needsBrowser = (error: unknown): error is MoodleError =>
  error instanceof MoodleError && error.code === 'auth.browser_sign_in_required'
