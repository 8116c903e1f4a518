import type { SignInOptions } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { askForToken } from '../web-services/sign-in.ts'
import { findByToken } from './find-by-token.ts'
import type { FoundWay } from './learn.ts'
import { asNotServed } from './no-web-services.ts'

/** Trades name and password for a token at token.php, as the Moodle app does. */
export async function signInByTokenPage(deps: MoodleDeps, options: SignInOptions): Promise<FoundWay> {
  const token = await askForToken(deps, options)
  try {
    return await findByToken(deps, options, { token, tokenFrom: 'token.php', signIn: 'password' })
  } catch (error) {
    throw asNotServed(error)
  }
}
