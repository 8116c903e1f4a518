import { randomUUID } from 'node:crypto'
import { createMoodle, MoodleError, type SiteAddress } from '@spike/moodle'
import type { Settings } from '../settings/schema.ts'

/** Signs in with a name that nobody has: a Moodle that answers well refuses it as it refuses a wrong password. */
export async function askSite(
  site: SiteAddress,
  settings: Settings,
): Promise<{ ok: true; ms: number } | { ok: false; code: string }> {
  const moodle = createMoodle()
  const startedAt = performance.now()
  try {
    await moodle.signIn({
      site,
      username: `spike-doctor-${randomUUID()}`,
      password: randomUUID(),
      signal: AbortSignal.timeout(settings.MOODLE_REQUEST_TIMEOUT),
      requestTimeoutMs: settings.MOODLE_REQUEST_TIMEOUT,
    })
    return { ok: true, ms: Math.round(performance.now() - startedAt) }
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    if (error.code !== 'auth.invalid_credentials') return { ok: false, code: error.code }
    return { ok: true, ms: Math.round(performance.now() - startedAt) }
  } finally {
    await moodle.close()
  }
}
