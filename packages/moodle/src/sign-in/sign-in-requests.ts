import type { ReaderOptions, SignInOptions } from '../site.ts'

/** For the few requests of a sign-in: somebody waits for it, so they pass no gate, and nobody counts them. */
export function signInReaderOptions(
  options: Pick<SignInOptions, 'site' | 'signal' | 'requestTimeoutMs' | 'knowledge'>,
): ReaderOptions {
  return {
    site: options.site,
    signal: options.signal,
    gate: { run: (_, request) => request(), standBack: async () => {} },
    onCall: () => {},
    requestTries: 2,
    requestTimeoutMs: options.requestTimeoutMs,
    requestsInFlight: 1,
    knowledge: options.knowledge,
    moodleUserId: null,
  }
}
