import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { Profile } from '../reading.ts'
import type { ReaderOptions, SignInOptions } from '../site.ts'
import { parseData, readAnswer } from './answer.ts'
import type { Call } from './calls.ts'
import { type Connection, type ConnectionDeps, openConnection, siteInfoCall } from './connection.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

const where = 'login/token.php'
export const tokenSchema = z.looseObject({ token: z.string().min(1) })

/**
 * A page around Moodle's own answer (a theme's or a debugger's markup) is still an answer of token.php, which may have
 * judged the password: that must not look like a site without the page.
 */
const answersInside = /"(?:errorcode|privatetoken)"\s*:/

/** Asked once and never again: sites lock accounts after a few wrong passwords. */
export async function askForToken(deps: ConnectionDeps, options: SignInOptions): Promise<string> {
  const { username, password } = options
  const answer = await deps.http.post({
    site: options.site,
    path: '/login/token.php',
    form: new URLSearchParams({ username, password, service: 'moodle_mobile_app' }),
    signal: options.signal,
    timeoutMs: options.requestTimeoutMs,
    fresh: true,
  })
  const read = readAnswer(answer, answer.text, where)
  if (read.ok) return parseData(tokenSchema, read.data, where).token
  if (read.error.code === 'moodle.unexpected_answer' && answersInside.test(answer.text))
    throw new MoodleError('moodle.unexpected_answer', { detail: 'json_in_markup', functionName: where })
  throw read.error
}

/**
 * site_info answers even an account that has to change its password or accept the site's policy, and the list of
 * courses comes back empty for one. This call, which needs no course, says so.
 */
const mustActCall: Call = {
  function: 'core_course_get_enrolled_courses_by_timeline_classification',
  args: { classification: 'inprogress', limit: 1 },
  courseMoodleId: null,
}

/** Rejects where the person must first do something at their university. What else may be wrong is for the sync to meet. */
async function checkAccount(connection: Connection, signal: AbortSignal): Promise<void> {
  try {
    await connection.ask(mustActCall, z.unknown(), { signal })
  } catch (error) {
    if (error instanceof MoodleError && error.code.startsWith('auth.')) throw error
    signal.throwIfAborted()
  }
}

export interface ProvenToken {
  readonly profile: Profile
  /** The functions that the site's service offers; null where it does not list them. */
  readonly functions: readonly string[] | null
}

/** Only a call proves that a token opens anything: asks who this is, and whether the account may be used. */
export async function proveToken(
  deps: ConnectionDeps,
  token: string,
  options: ReaderOptions,
): Promise<ProvenToken> {
  const connection = openConnection(deps, token, options)
  const info = await connection.ask(siteInfoCall, siteInfoSchema, { signal: options.signal })
  const functions = mapFunctions(info)
  if (functions?.has(mustActCall.function) ?? true) await checkAccount(connection, options.signal)
  return {
    profile: mapProfile(info, options.site.url),
    functions: functions && [...functions].toSorted(),
  }
}
