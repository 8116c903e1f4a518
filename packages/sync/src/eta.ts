export interface EtaInput {
  readonly done: number
  readonly total: number
  /** Time spent on the parts that are done, in this attempt. */
  readonly elapsedMs: number
  /** Parts that were done before this attempt, so took none of that time. */
  readonly doneBefore: number
}

/** Before so many parts nothing can be said. */
const fewestParts = 3
/** The stages after the courses, as a share of the time the courses take. */
const tailShare = 0.1

/** The range of time left while courses are read; null until it can be known. */
export function estimateTimeLeft(input: EtaInput): { lowSeconds: number; highSeconds: number } | null {
  const measured = input.done - input.doneBefore
  if (measured < fewestParts || input.elapsedMs <= 0) return null
  const perPartMs = input.elapsedMs / measured
  const leftMs = perPartMs * (input.total - input.done) + perPartMs * input.total * tailShare
  // The fewer parts were measured, the wider the range.
  const spread = 0.15 + 0.6 / Math.sqrt(measured)
  return {
    lowSeconds: Math.max(1, Math.floor((leftMs * (1 - spread)) / 1000)),
    highSeconds: Math.max(2, Math.ceil((leftMs * (1 + spread)) / 1000)),
  }
}
