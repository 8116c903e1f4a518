import { MoodleError } from '../errors.ts'
import type { PastedSignInOptions, SignedIn } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { findByToken } from './find-by-token.ts'
import { readBareToken, readLaunchLink } from './launch-link.ts'
import { type FoundWay, learnFromSignIn } from './learn.ts'
import { asNotServed } from './no-web-services.ts'

async function prove(
  deps: MoodleDeps,
  options: PastedSignInOptions,
  { token, isLink }: { readonly token: string; readonly isLink: boolean },
): Promise<FoundWay> {
  try {
    return await findByToken(deps, options, { token, tokenFrom: null, signIn: isLink ? 'browser' : null })
  } catch (error) {
    if (isLink) throw asNotServed(error)
    if (!(error instanceof MoodleError) || error.code !== 'moodle.token_invalid') throw error
    throw new MoodleError('auth.pasted_link_invalid', { cause: error })
  }
}

/** Takes what a student brought back from their university's sign-in page, and asks with it who this is. */
export async function signInByPaste(deps: MoodleDeps, options: PastedSignInOptions): Promise<SignedIn> {
  const { pasted, passport, site } = options
  const link = readLaunchLink(pasted, { siteUrl: site.url, passport })
  const token = link?.token ?? readBareToken(pasted)
  if (token === null) throw new MoodleError('auth.pasted_link_invalid')
  const found = await prove(deps, options, { token, isLink: link !== null })
  const knowledge = await learnFromSignIn(deps, options, found)
  return { credential: found.credential, profile: found.profile, knowledge }
}
