import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { Call } from './calls.ts'
import type { Connection } from './connection.ts'

/**
 * site_info answers even an account that has to change its password or accept the site's policy, and the list of
 * courses comes back empty for one. This call, which needs no course, says so.
 */
export const checkCall: Call = {
  function: 'core_course_get_enrolled_courses_by_timeline_classification',
  args: { classification: 'inprogress', limit: 1 },
  courseMoodleId: null,
}

/** Rejects where the person must first do something at their university. What else may be wrong is for the sync to meet. */
export async function checkAccount(connection: Connection, signal: AbortSignal): Promise<void> {
  try {
    await connection.ask(checkCall, z.unknown(), { signal })
  } catch (error) {
    if (error instanceof MoodleError && error.code.startsWith('auth.')) throw error
    signal.throwIfAborted()
  }
}
