import { type SiteKnowledge, boundSiteKnowledge, nothingKnown } from '../site-knowledge.ts'
import type { ProbeOptions, SignedIn } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { findPublicConfig } from './public-config.ts'

/** A sign-in that worked. */
export interface FoundWay extends Omit<SignedIn, 'knowledge'> {
  readonly functions: readonly string[] | null
  /** Null for a session, and for a token that the student brought. */
  readonly tokenFrom: SiteKnowledge['tokenFrom']
  /** Null where a token alone was brought, which says nothing of how students sign in. */
  readonly signIn: SiteKnowledge['signIn']
}

/**
 * What the next student's sign-in is to know. How students sign in is the site's to say: one of them may have a password
 * at a site where the others have none, so it is asked where this sign-in is not as it was known.
 */
export async function learnFromSignIn(
  deps: MoodleDeps,
  options: ProbeOptions & { readonly knowledge: SiteKnowledge | null },
  found: FoundWay,
): Promise<SiteKnowledge> {
  const known = options.knowledge ?? nothingKnown
  const isAsKnown = known.signIn !== null && (found.signIn === null || found.signIn === known.signIn)
  const config = isAsKnown ? null : await findPublicConfig(deps, options)
  const isSession = found.credential.kind === 'session'
  return boundSiteKnowledge({
    ...known,
    transport: isSession ? 'website' : 'web_services',
    // A token that was brought does not tell where a password becomes one.
    tokenFrom: isSession ? null : (found.tokenFrom ?? known.tokenFrom),
    signIn: isAsKnown ? known.signIn : (config?.signIn ?? found.signIn ?? known.signIn),
    launchUrl: config?.launchUrl ?? known.launchUrl,
    release: found.profile.release ?? known.release,
    functions: found.functions && [...found.functions],
  })
}
