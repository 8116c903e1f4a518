import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { SignInOptions, SignedIn } from '../site.ts'
import { parseData, readAnswer } from './answer.ts'
import type { Call } from './calls.ts'
import { type Connection, type ConnectionDeps, openConnection, siteInfoCall } from './connection.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

const where = 'login/token.php'
export const tokenSchema = z.looseObject({ token: z.string().min(1) })

/** Asked once and never again: sites lock accounts after a few wrong passwords. */
async function askForToken(deps: ConnectionDeps, options: SignInOptions): Promise<string> {
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
  if (!read.ok) throw read.error
  return parseData(tokenSchema, read.data, where).token
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

/** Trades name and password for a token, and asks with it who this is and whether the account may be used. */
export async function signInByToken(deps: ConnectionDeps, options: SignInOptions): Promise<SignedIn> {
  const token = await askForToken(deps, options)
  const connection = openConnection(deps, token, {
    site: options.site,
    signal: options.signal,
    gate: { run: (_, request) => request(), standBack: async () => {} },
    onCall: () => {},
    requestTries: 2,
    requestTimeoutMs: options.requestTimeoutMs,
    requestsInFlight: 1,
  })
  try {
    const info = await connection.ask(siteInfoCall, siteInfoSchema, { signal: options.signal })
    if (mapFunctions(info)?.has(mustActCall.function) ?? true) await checkAccount(connection, options.signal)
    return { credential: { kind: 'token', token }, profile: mapProfile(info, options.site.url) }
  } catch (error) {
    if (!(error instanceof MoodleError) || error.code !== 'moodle.token_invalid') throw error
    // A token of this very moment that is not accepted: the site gives tokens but serves no calls.
    throw new MoodleError('moodle.web_services_off', { detail: error.detail ?? 'fresh_token', cause: error })
  }
}
