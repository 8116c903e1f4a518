import type { HttpClient } from './http-client.ts'
import type { Delay } from './retry-request.ts'

/** What asking a site needs, whichever way. */
export interface MoodleDeps {
  readonly http: HttpClient
  readonly now: () => Date
  readonly delay: Delay
}
