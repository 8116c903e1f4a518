import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import { errorFromException } from '../answers/answer.ts'
import { flag } from '../answers/fields.ts'
import { type Call, batchFunction } from './calls.ts'

const batchSchema = z.object({
  responses: z.array(z.object({ error: flag, data: z.string().nullish(), exception: z.string().nullish() })),
})

export type CallOutcome<C extends Call = Call> = { readonly call: C; readonly bytes: number } & (
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: MoodleError }
)

function parseInner(json: string, functionName: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new MoodleError('moodle.unexpected_answer', { detail: 'broken_json', functionName })
  }
}

/**
 * What became of each call of a batch, in order. Moodle stops at the first error, so there may be fewer outcomes
 * than calls. Throws `moodle.unexpected_answer` where the answer is not one of a batch.
 */
export function readBatchAnswer<C extends Call>(data: unknown, calls: readonly C[]): CallOutcome<C>[] {
  const unexpected = (detail: string) =>
    new MoodleError('moodle.unexpected_answer', { detail, functionName: batchFunction })
  const parsed = batchSchema.safeParse(data)
  if (!parsed.success) throw unexpected('not_a_batch')
  const { responses } = parsed.data
  const stopped = responses.at(-1)?.error ?? false
  const complete = responses.length === calls.length || (stopped && responses.length < calls.length)
  if (!complete) throw unexpected('batch_length')
  return responses.map((response, index) => {
    const call = calls[index] as C
    const where = { functionName: call.function }
    if (!response.error) {
      const json = response.data ?? 'null'
      return { call, bytes: Buffer.byteLength(json), ok: true, data: parseInner(json, call.function) }
    }
    const json = response.exception ?? ''
    const failure = json ? errorFromException(parseInner(json, call.function), where) : null
    const error = failure ?? new MoodleError('moodle.call_failed', { detail: 'no_errorcode', ...where })
    return { call, bytes: Buffer.byteLength(json), ok: false, error }
  })
}
