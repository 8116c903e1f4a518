import type { ResolveHost } from './address-guard.ts'
import { openFile } from './files/open-file.ts'
import { createHttpClient } from './http-client.ts'
import { type Delay, delay } from './retry-request.ts'
import { makeLaunch } from './sign-in/launch-link.ts'
import { probeSite } from './sign-in/probe.ts'
import { signInByPaste } from './sign-in/sign-in-by-paste.ts'
import { signIn } from './sign-in/sign-in.ts'
import type { Moodle } from './site.ts'
import { openWebServicesReader } from './web-services/reader.ts'
import { openWebsiteReader } from './website/reader.ts'

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
    signIn: (request) => signIn(deps, request),
    makeLaunch,
    signInByPaste: (request) => signInByPaste(deps, request),
    probe: (request) => probeSite(deps, request),
    openReader: (credential, readerOptions) =>
      credential.kind === 'token'
        ? openWebServicesReader(deps, credential, readerOptions)
        : openWebsiteReader(deps, credential, readerOptions),
    openFile: (credential, request) => openFile(deps, credential, request),
    close: () => http.close(),
  }
}
