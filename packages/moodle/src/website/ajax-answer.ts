import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import { errorFromErrorcode } from '../map-errors.ts'

/** One function for `lib/ajax/service.php`, which runs an array of them in one request. */
export interface AjaxCall {
  readonly function: string
  readonly args: Readonly<Record<string, unknown>>
  /** Null for calls that are about no single course. */
  readonly courseMoodleId: number | null
}

export type AjaxOutcome<C extends AjaxCall> =
  | { readonly call: C; readonly ok: true; readonly data: unknown }
  | { readonly call: C; readonly ok: false; readonly error: MoodleError }

const exceptionSchema = z.looseObject({ errorcode: z.string() })
const answerSchema = z.array(
  z.union([
    z.looseObject({ error: z.literal(false), data: z.unknown() }),
    z.looseObject({ error: z.literal(true), exception: exceptionSchema }),
  ]),
)

/** What says that the session is over; the same functions answer the next time the student signs in. */
const sessionOver: ReadonlySet<string> = new Set(['servicerequireslogin', 'invalidsesskey'])

/** Moodle's word for a function that this release does not have, or does not open to its own pages. */
export const notOpenToPages = 'servicenotavailable'

function errorFromAjax(errorcode: string, functionName: string): MoodleError {
  if (sessionOver.has(errorcode))
    return new MoodleError('moodle.token_invalid', { detail: errorcode, functionName })
  if (errorcode === notOpenToPages)
    return new MoodleError('moodle.access_denied', { detail: errorcode, functionName })
  return errorFromErrorcode(errorcode, { functionName })
}

function parseJson(text: string, functionName: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's error quotes the text: so no cause.
    const detail = /^\s*</.test(text) ? 'html' : 'not_json'
    throw new MoodleError('moodle.unexpected_answer', { detail, functionName })
  }
}

/** The detail of the error of a request that asked for several functions, one of which the release does not have. */
export const oneNotThere = 'invalidrecord'

/**
 * Moodle says no to a request as a whole. A function that the release does not have is not found in its table of
 * functions, which is looked into before any call is made; of several functions it does not say which.
 */
function readWholeFailure<C extends AjaxCall>(errorcode: string, calls: readonly C[]): AjaxOutcome<C> {
  const [call] = calls
  const functionName = call?.function ?? ''
  const isOneFunction = calls.every((each) => each.function === functionName)
  if (!call || errorcode !== oneNotThere || !isOneFunction) throw errorFromAjax(errorcode, functionName)
  return { call, ok: false, error: errorFromAjax(notOpenToPages, functionName) }
}

/**
 * The answers in the order of the calls, ending after the first that failed: Moodle stops there. Throws where the
 * request as a whole failed.
 */
export function readAjaxAnswer<C extends AjaxCall>(text: string, calls: readonly C[]): AjaxOutcome<C>[] {
  const functionName = calls[0]?.function ?? ''
  const data = parseJson(text, functionName)
  const whole = exceptionSchema.safeParse(data)
  if (whole.success) return [readWholeFailure(whole.data.errorcode, calls)]
  const parsed = answerSchema.safeParse(data)
  const failedAt = parsed.success ? parsed.data.findIndex(({ error }) => error) : -1
  const due = failedAt < 0 ? calls.length : failedAt + 1
  if (!parsed.success || parsed.data.length !== due)
    throw new MoodleError('moodle.unexpected_answer', { detail: 'shape at top', functionName })
  return parsed.data.map((answer, index) => {
    const call = calls[index] as C
    if (!answer.error) return { call, ok: true, data: answer.data }
    const { errorcode } = exceptionSchema.parse(answer.exception)
    return { call, ok: false, error: errorFromAjax(errorcode, call.function) }
  })
}
