/** The stages of a sync in their order, each with the share of the whole (percent) that it covers. */
export const stages = [
  { key: 'starting', from: 0, to: 10 },
  { key: 'creating_tables', from: 10, to: 20 },
  { key: 'fetching_courses', from: 20, to: 40 },
  { key: 'analyzing_content', from: 40, to: 70 },
  { key: 'classifying_data', from: 70, to: 90 },
  { key: 'saving_to_database', from: 90, to: 99 },
  { key: 'completed', from: 100, to: 100 },
] as const

export type Stage = (typeof stages)[number]
export type StageKey = Stage['key']
/** The stages in which a worker does something: all but `completed`. */
export type WorkingStageKey = Exclude<StageKey, 'completed'>

export const stageKeys = stages.map((stage) => stage.key) as unknown as readonly [StageKey, ...StageKey[]]

/** The nine words that a sync job's status can be. Waiting in the queue is `starting` without a start time. */
export const jobStatuses = [
  'starting',
  'creating_tables',
  'fetching_courses',
  'analyzing_content',
  'classifying_data',
  'saving_to_database',
  'completed',
  'failed',
  'cancelled',
] as const
export type JobStatus = (typeof jobStatuses)[number]

const endedStatuses: ReadonlySet<JobStatus> = new Set(['completed', 'failed', 'cancelled'])

/** Whether a job of this status will never change again. */
export function hasEnded(status: JobStatus): boolean {
  return endedStatuses.has(status)
}

export function stageOf(key: StageKey): Stage {
  const stage = stages.find((candidate) => candidate.key === key)
  if (!stage) throw new TypeError(`No such stage: ${key}`)
  return stage
}

/**
 * The progress in whole percent of a stage that has done `done` of `total` parts.
 * A stage with nothing to do (total 0) is at its end.
 */
export function progressWithin(key: StageKey, done: number, total: number): number {
  const { from, to } = stageOf(key)
  const share = total > 0 ? Math.min(Math.max(done / total, 0), 1) : 1
  return Math.floor(from + (to - from) * share)
}
