import { doctorWords } from '@spike/contract/words/operator'
import { createMoodle, MoodleError, readSiteKnowledge } from '@spike/moodle'
import type { InstitutionRow } from '@spike/store'
import type { Settings } from '../settings/schema.ts'
import {
  describeLimits,
  describeOutlook,
  describeProbe,
  describeRemembered,
  describeSchedule,
} from './describe-site.ts'
import { type Finding, ok, problem } from './finding.ts'

/**
 * What a site says of itself, and what students' readings taught. No sign-in is tried, not even one of nobody: the site
 * would count it as a failed one of this address. That tokens open anything is proven by what is remembered.
 */
export async function* examineSite(row: InstitutionRow, settings: Settings): AsyncGenerator<Finding> {
  const moodle = createMoodle()
  const knowledge = readSiteKnowledge(row.knowledge)
  const startedAt = performance.now()
  try {
    const requestTimeoutMs = settings.MOODLE_REQUEST_TIMEOUT
    const probe = await moodle.probe({
      site: { institutionId: row.id, url: row.url, local: row.is_local },
      signal: new AbortController().signal,
      requestTimeoutMs,
    })
    const ms = Math.round(performance.now() - startedAt)
    yield ok(doctorWords.site.answers(row.id, ms, probe.siteName))
    yield* describeProbe(probe)
    yield* describeOutlook(probe, knowledge)
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    yield problem(doctorWords.siteFails(row.id, error.code))
  } finally {
    await moodle.close()
  }
  yield* describeRemembered(knowledge)
  const now = new Date()
  yield describeSchedule({ own: row.sync_schedule, usual: settings.SYNC_SCHEDULE, now })
  yield* describeLimits({ maxInFlight: row.max_in_flight, retryAfterUntil: row.retry_after_until, now })
}
