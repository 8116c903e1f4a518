import type { ResolveHost } from './address-guard.ts'
import { createHttpClient } from './http-client.ts'
import { type Delay, delay } from './retry-request.ts'
import type { Moodle } from './site.ts'
import { openWebServicesReader } from './web-services/reader.ts'
import { signInByToken } from './web-services/sign-in.ts'

export interface MoodleOptions {
  readonly now?: () => Date
  /** The wait between two tries. */
  readonly delay?: Delay
  /** An answer that is larger is refused. */
  readonly maxAnswerBytes?: number
  readonly resolve?: ResolveHost
}

export function createMoodle(options: MoodleOptions = {}): Moodle {
  const now = options.now ?? (() => new Date())
  const http = createHttpClient({
    now,
    ...(options.maxAnswerBytes !== undefined && { maxAnswerBytes: options.maxAnswerBytes }),
    ...(options.resolve && { resolve: options.resolve }),
  })
  const deps = { http, now, delay: options.delay ?? delay }
  return {
    signIn: (request) => signInByToken(deps, request),
    openReader: (credential, readerOptions) => openWebServicesReader(deps, credential, readerOptions),
    close: () => http.close(),
  }
}
