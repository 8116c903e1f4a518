import type { ResolveHost } from './address-guard.ts'
import { createHttpClient } from './http-client.ts'
import { type Delay, delay } from './retry-request.ts'
import { makeLaunch } from './sign-in/launch-link.ts'
import type { Moodle } from './site.ts'
import { openWebServicesReader } from './web-services/reader.ts'

export interface MoodleOptions {
  readonly now?: () => Date
  /** The wait between two tries. */
  readonly delay?: Delay
  /** An answer that is larger is refused. */
  readonly maxAnswerBytes?: number
  readonly resolve?: ResolveHost
}

/** Each way in is loaded when it is first taken: a worker whose sites have web services never reads a page. */
export function createMoodle(options: MoodleOptions = {}): Moodle {
  const now = options.now ?? (() => new Date())
  const http = createHttpClient({
    now,
    ...(options.maxAnswerBytes !== undefined && { maxAnswerBytes: options.maxAnswerBytes }),
    ...(options.resolve && { resolve: options.resolve }),
  })
  const deps = { http, now, delay: options.delay ?? delay }
  return {
    async signIn(request) {
      const { signIn } = await import('./sign-in/sign-in.ts')
      return signIn(deps, request)
    },
    makeLaunch,
    async signInByPaste(request) {
      const { signInByPaste } = await import('./sign-in/sign-in-by-paste.ts')
      return signInByPaste(deps, request)
    },
    async probe(request) {
      const { probeSite } = await import('./sign-in/probe.ts')
      return probeSite(deps, request)
    },
    async openReader(credential, readerOptions) {
      if (credential.kind === 'token') return openWebServicesReader(deps, credential, readerOptions)
      const { openWebsiteReader } = await import('./website/reader.ts')
      return openWebsiteReader(deps, credential, readerOptions)
    },
    async openFile(credential, request) {
      const { openFile } = await import('./files/open-file.ts')
      return openFile(deps, credential, request)
    },
    close: () => http.close(),
  }
}
