import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import { type AnswerHead, errorFromErrorcode, errorFromStatus } from '../map-errors.ts'
import { setText } from './fields.ts'

/** How a web service says no: server.php with `exception`, token.php with `error`, both with HTTP 200. */
const failureSchema = z
  .looseObject({ errorcode: setText })
  .refine((failure) => 'exception' in failure || 'error' in failure)

interface Where {
  readonly functionName?: string
  readonly retryAfterMs?: number
}

function errorFromFailure(data: unknown, where: Where = {}): MoodleError | null {
  const failure = failureSchema.safeParse(data)
  return failure.success ? errorFromErrorcode(failure.data.errorcode, where) : null
}

/** How a call inside a batch says no: Moodle's exception with its `errorcode`, without the class that server.php names. */
const exceptionSchema = z.looseObject({ errorcode: setText })

export function errorFromException(data: unknown, where: Where = {}): MoodleError | null {
  const exception = exceptionSchema.safeParse(data)
  return exception.success ? errorFromErrorcode(exception.data.errorcode, where) : null
}

function describeText(text: string): string {
  const start = text.trimStart()
  if (start === '') return 'empty'
  if (start.startsWith('<')) return 'markup'
  return start.startsWith('{') || start.startsWith('[') ? 'broken_json' : 'not_json'
}

export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: MoodleError }

/**
 * Reads the answer to a web service request. What Moodle itself says no to is an `ok: false`; an answer that is
 * none of Moodle's (a proxy's page, half of a JSON text) is one too, with code `moodle.unexpected_answer`.
 */
export function readAnswer(head: AnswerHead, text: string, functionName?: string): Answer {
  const where: Where = {
    ...(functionName && { functionName }),
    ...(head.retryAfterMs !== undefined && { retryAfterMs: head.retryAfterMs }),
  }
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    // The parser's error quotes the text, which may hold a token: so no cause.
    const detail = describeText(text)
    const error =
      errorFromStatus(head, text) ?? new MoodleError('moodle.unexpected_answer', { detail, ...where })
    return { ok: false, error }
  }
  const error = errorFromFailure(data, where) ?? errorFromStatus(head, text)
  return error ? { ok: false, error } : { ok: true, data }
}

/** Throws `moodle.unexpected_answer`, whose detail says where the shape differs and never what stood there. */
export function parseData<T extends z.ZodType>(schema: T, data: unknown, functionName: string): z.output<T> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new MoodleError('moodle.unexpected_answer', { detail: `shape at ${path || 'top'}`, functionName })
}
