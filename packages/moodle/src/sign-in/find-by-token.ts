import type { SignInOptions } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { proveToken } from '../web-services/sign-in.ts'
import type { FoundWay } from './learn.ts'
import { signInReaderOptions } from './sign-in-requests.ts'

interface GivenToken extends Pick<FoundWay, 'tokenFrom' | 'signIn'> {
  readonly token: string
}

/** Asks with a token who this is. Rejects with a `MoodleError` where it opens nothing. */
export async function findByToken(
  deps: MoodleDeps,
  options: Pick<SignInOptions, 'site' | 'signal' | 'requestTimeoutMs' | 'knowledge'>,
  { token, tokenFrom, signIn }: GivenToken,
): Promise<FoundWay> {
  const proven = await proveToken(deps, token, signInReaderOptions(options))
  return { ...proven, credential: { kind: 'token', token }, tokenFrom, signIn }
}
