import type { SignInOptions } from '../site.ts'
import type { ConnectionDeps } from '../web-services/connection.ts'
import { askForToken, proveToken } from '../web-services/sign-in.ts'
import { asNotServed } from './no-web-services.ts'
import { signInReaderOptions } from './sign-in-requests.ts'
import type { FoundWay } from './learn.ts'

/** Trades name and password for a token at token.php, as the Moodle app does. */
export async function signInByTokenPage(deps: ConnectionDeps, options: SignInOptions): Promise<FoundWay> {
  const token = await askForToken(deps, options)
  try {
    const { profile, functions } = await proveToken(deps, token, signInReaderOptions(options))
    return {
      credential: { kind: 'token', token },
      profile,
      functions,
      tokenFrom: 'token.php',
      signIn: 'password',
    }
  } catch (error) {
    throw asNotServed(error)
  }
}
