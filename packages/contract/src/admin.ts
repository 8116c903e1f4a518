import { z } from 'zod'
import { errorCodeSchema } from './error-codes.ts'
import { institutionSchema } from './auth.ts'
import { institutionIdPattern, plainTextPattern } from './ids.ts'
import { jobStates, triggers } from './job-states.ts'
import { jobStatusSchema, syncCountsSchema, unreadCourseSchema } from './sync-status.ts'

const timestamp = z.iso.datetime({ offset: true })
const jobStateSchema = z.enum(jobStates)

export const adminJobSchema = z.object({
  jobId: z.uuid(),
  state: jobStateSchema,
  status: jobStatusSchema,
  progress: z.int(),
  trigger: z.enum(triggers),
  institutionId: z.string(),
  userId: z.uuid(),
  username: z.string(),
  attempt: z.int(),
  errorCode: errorCodeSchema.nullable(),
  workerId: z.string().nullable(),
  requestId: z.string().nullable(),
  retryOf: z.uuid().nullable(),
  moodleRequests: z.int(),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  updatedAt: timestamp,
  finishedAt: timestamp.nullable(),
})
export type AdminJob = z.infer<typeof adminJobSchema>

export const adminJobsQuerySchema = z.object({
  state: jobStateSchema.optional(),
  status: jobStatusSchema.optional(),
  institution: z.string().regex(institutionIdPattern).optional(),
  user: z.string().max(100).regex(plainTextPattern).optional(),
  errorCode: errorCodeSchema.optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AdminJobsQuery = z.infer<typeof adminJobsQuerySchema>
export const adminJobsAnswerSchema = z.object({
  jobs: z.array(adminJobSchema),
  nextCursor: z.string().nullable(),
  /** Over all pages, with the query's filters but for state and status. */
  countsByState: z.record(jobStateSchema, z.int()),
})
export type AdminJobsAnswer = z.infer<typeof adminJobsAnswerSchema>

export const attemptOutcomes = [
  'running',
  'completed',
  'failed',
  'cancelled',
  'released',
  'lost',
  'postponed',
] as const
export const adminAttemptSchema = z.object({
  attempt: z.int(),
  workerId: z.string().nullable(),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
  outcome: z.enum(attemptOutcomes),
  errorCode: errorCodeSchema.nullable(),
  moodleRequests: z.int(),
})

export const adminEventSchema = z.object({
  id: z.string(),
  at: timestamp,
  attempt: z.int(),
  kind: z.string(),
  /** For kind `moodle_call`: the web service function, how long it took, how much came, how it ended. */
  function: z.string().nullable(),
  durationMs: z.number().nullable(),
  bytes: z.number().nullable(),
  outcome: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})

export const adminJobDetailSchema = z.object({
  job: adminJobSchema.extend({
    partial: z.boolean(),
    unreadCourses: z.array(unreadCourseSchema),
    counts: syncCountsSchema.nullable(),
    losses: z.int(),
    tries: z.int(),
    maxTries: z.int(),
    cancelRequestedAt: timestamp.nullable(),
    nextAttemptAt: timestamp.nullable(),
  }),
  attempts: z.array(adminAttemptSchema),
  timeline: z.array(adminEventSchema),
  /** True where the timeline was longer than what is shown: ask again with `?events=`. */
  timelineTruncated: z.boolean(),
  worker: z.lazy(() => adminWorkerSchema).nullable(),
  /** The queue's own rows of this job, from graphile-worker's public view. */
  queue: z.array(
    z.object({
      id: z.string(),
      key: z.string().nullable(),
      runAt: timestamp,
      attempts: z.int(),
      maxAttempts: z.int(),
      lockedBy: z.string().nullable(),
      lockedAt: timestamp.nullable(),
      lastError: z.string().nullable(),
    }),
  ),
})
export type AdminJobDetail = z.infer<typeof adminJobDetailSchema>

export const adminWorkerSchema = z.object({
  workerId: z.string(),
  host: z.string(),
  pid: z.int(),
  state: z.enum(['alive', 'stopping', 'silent', 'stopped']),
  concurrency: z.int(),
  runningJobs: z.array(z.uuid()),
  startedAt: timestamp,
  beatAt: timestamp,
  memoryBytes: z.number().nullable(),
})
export type AdminWorker = z.infer<typeof adminWorkerSchema>
export const adminWorkersAnswerSchema = z.object({ workers: z.array(adminWorkerSchema) })

export const adminStatsSchema = z.object({
  countsByState: z.record(jobStateSchema, z.int()),
  oldestWaitingSeconds: z.number().nullable(),
  lastDay: z.object({
    completed: z.int(),
    partial: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    medianSeconds: z.number().nullable(),
    p95Seconds: z.number().nullable(),
    medianQueueWaitSeconds: z.number().nullable(),
  }),
  errorsLastDay: z.array(z.object({ code: errorCodeSchema, count: z.int() })),
  institutions: z.array(
    z.object({
      institution: institutionSchema,
      users: z.int(),
      activeJobs: z.int(),
      failedLastDay: z.int(),
      retryAfterUntil: timestamp.nullable(),
    }),
  ),
  workers: z.object({ alive: z.int(), silent: z.int() }),
})
export type AdminStats = z.infer<typeof adminStatsSchema>
