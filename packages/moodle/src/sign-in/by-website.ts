import { MoodleError } from '../errors.ts'
import type { Credential, SignInOptions } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { askForLaunchToken } from '../website/launch-token.ts'
import { openWebsiteReader } from '../website/reader.ts'
import { type WebsiteSession, signInOnWebsite } from '../website/sign-in.ts'
import { findByToken } from './find-by-token.ts'
import { makePassport, readLaunchLink } from './launch-link.ts'
import type { FoundWay } from './learn.ts'
import { asNotServed, saysNoWebServices } from './no-web-services.ts'
import { signInReaderOptions } from './sign-in-requests.ts'

/** Where the mobile service is on, launch.php gives a token to whoever has just signed in. Null where it gives none. */
async function findLaunchToken(
  deps: MoodleDeps,
  session: WebsiteSession,
  options: SignInOptions,
): Promise<string | null> {
  const { site, signal, requestTimeoutMs } = options
  const passport = makePassport()
  try {
    const link = await askForLaunchToken(deps, { site, session, passport, signal, requestTimeoutMs })
    return link === null ? null : (readLaunchLink(link, { siteUrl: site.url, passport })?.token ?? null)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof MoodleError) || error.code.startsWith('auth.')) throw error
    // The student is signed in all the same.
    return null
  }
}

async function tryToken(deps: MoodleDeps, token: string, options: SignInOptions): Promise<FoundWay | null> {
  try {
    return await findByToken(deps, options, { token, tokenFrom: 'launch.php', signIn: 'password' })
  } catch (error) {
    const reason = asNotServed(error)
    if (reason instanceof MoodleError && saysNoWebServices(reason)) return null
    throw reason
  }
}

/** Signs in by the website's own form: for a token where launch.php gives one that opens something, else for the session. */
export async function signInBySite(deps: MoodleDeps, options: SignInOptions): Promise<FoundWay> {
  const { site, username, password, signal, requestTimeoutMs } = options
  const session = await signInOnWebsite(deps, { site, username, password, signal, requestTimeoutMs })
  // Moodle gives the token only before the first page is shown.
  const token = await findLaunchToken(deps, session, options)
  const byToken = token === null ? null : await tryToken(deps, token, options)
  if (byToken) return byToken

  const credential = { kind: 'session', cookies: session.cookies } satisfies Credential
  const profile = await openWebsiteReader(deps, credential, signInReaderOptions(options)).readProfile()
  // No page shows the name that its own reader signs in with.
  const own = { ...profile, username: profile.username || username.trim().toLowerCase() }
  return { credential, profile: own, functions: null, tokenFrom: null, signIn: 'password' }
}
