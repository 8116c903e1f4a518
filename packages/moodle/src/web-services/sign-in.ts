import { z } from 'zod'
import type { MoodleDeps } from '../deps.ts'
import { MoodleError } from '../errors.ts'
import type { Profile } from '../reading.ts'
import type { ReaderOptions, SignInOptions } from '../site.ts'
import { parseData, readAnswer } from '../answers/answer.ts'
import { checkAccount, checkCall } from './check-account.ts'
import { openConnection, siteInfoCall } from './connection.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

const where = 'login/token.php'
export const tokenSchema = z.object({ token: z.string().min(1) })

/**
 * A page around Moodle's own answer (a theme's or a debugger's markup) is still an answer of token.php, which may have
 * judged the password: that must not look like a site without the page.
 */
const answersInside = /"(?:errorcode|privatetoken)"\s*:/

/** Asked once and never again: sites lock accounts after a few wrong passwords. */
export async function askForToken(deps: MoodleDeps, options: SignInOptions): Promise<string> {
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

interface ProvenToken {
  readonly profile: Profile
  /** The functions that the site's service offers; null where it does not list them. */
  readonly functions: readonly string[] | null
}

/** Only a call proves that a token opens anything: asks who this is, and whether the account may be used. */
export async function proveToken(
  deps: MoodleDeps,
  token: string,
  options: ReaderOptions,
): Promise<ProvenToken> {
  const connection = openConnection(deps, token, options)
  const info = await connection.ask(siteInfoCall, siteInfoSchema, { signal: options.signal })
  const functions = mapFunctions(info)
  if (functions?.has(checkCall.function) ?? true) await checkAccount(connection, options.signal)
  return {
    profile: mapProfile(info, options.site.url),
    functions: functions && [...functions],
  }
}
