import { MoodleError } from '../errors.ts'
import type { SiteKnowledge } from '../site-knowledge.ts'
import type { SignInOptions, SignedIn } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { signInByTokenPage } from './by-token-page.ts'
import { signInBySite } from './by-website.ts'
import { explainRefusal } from './explain-refusal.ts'
import { learnFromSignIn } from './learn.ts'
import { isNoWay } from './no-web-services.ts'

/** The way that worked for the last student comes first; token.php where nobody knows. */
function orderWays(knowledge: SiteKnowledge | null) {
  const startsAtForm = knowledge?.transport === 'website' || knowledge?.tokenFrom === 'launch.php'
  return startsAtForm ? [signInBySite, signInByTokenPage] : [signInByTokenPage, signInBySite]
}

/**
 * Trades name and password for the best credential that the site gives. A second way is tried only where the first was
 * not there at all: whatever has looked at a password has the last word on it, as sites lock accounts.
 */
export async function signIn(deps: MoodleDeps, options: SignInOptions): Promise<SignedIn> {
  const refusals: MoodleError[] = []
  for (const way of orderWays(options.knowledge)) {
    try {
      const found = await way(deps, options)
      const knowledge = await learnFromSignIn(deps, options, found)
      return { credential: found.credential, profile: found.profile, knowledge }
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      if (error.code === 'auth.invalid_credentials') throw await explainRefusal(deps, options, error)
      if (!isNoWay(error)) throw error
      refusals.push(error)
    }
  }
  const [first] = refusals.toSorted((a, b) => rank(a) - rank(b))
  if (!first) throw new Error('Unreachable: there is no way to sign in')
  throw await explainRefusal(deps, options, first)
}

/** What the site says in so many words comes before what is only not there. */
function rank(error: MoodleError): number {
  if (error.code === 'moodle.web_services_off') return 0
  return error.code === 'auth.browser_sign_in_required' ? 1 : 2
}
