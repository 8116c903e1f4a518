import { MoodleError } from '../errors.ts'
import type { SignInOptions } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { probeSite } from './probe.ts'

/**
 * At a site with single sign-on every password is wrong to Moodle, and the student cannot know. So the site is asked,
 * without any password, how its students sign in; where it gives no tokens, its sign-in page would not help either.
 */
export async function explainRefusal(
  deps: MoodleDeps,
  options: SignInOptions,
  refusal: MoodleError,
): Promise<MoodleError> {
  try {
    const { signIn, webServices, mobileService } = await probeSite(deps, options)
    const helps = signIn === 'browser' && webServices !== false && mobileService !== false
    return helps ? new MoodleError('auth.browser_sign_in_required', { cause: refusal }) : refusal
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof MoodleError) return refusal
    throw error
  }
}
