import { z } from 'zod'
import { errorCodeSchema } from './error-codes.ts'
import { jobStatuses, stageKeys } from './stages.ts'

export const jobStatusSchema = z.enum(jobStatuses)

export const stageProgressSchema = z.object({
  key: z.enum(stageKeys),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** Parts done and parts known, where the stage counts parts (courses, for one). */
  done: z.int().nullable(),
  total: z.int().nullable(),
})
export type StageProgress = z.infer<typeof stageProgressSchema>

/** A course that could not be read: the result is partial because of it. */
export const unreadCourseSchema = z.object({
  moodleId: z.number(),
  name: z.string(),
  code: errorCodeSchema,
})
export type UnreadCourse = z.infer<typeof unreadCourseSchema>

export const syncCountsSchema = z.object({
  courses: z.int(),
  items: z.int(),
  files: z.int(),
  assignments: z.int(),
  deadlines: z.int(),
  grades: z.int(),
  announcements: z.int(),
  changes: z.int(),
})
export type SyncCounts = z.infer<typeof syncCountsSchema>

const timestamp = z.iso.datetime({ offset: true })

export const syncStatusSchema = z.object({
  jobId: z.uuid(),
  /** Grows with every write to the job. */
  rev: z.int(),
  status: jobStatusSchema,
  /** Whole percent, 0 to 100; never falls. */
  progress: z.int().min(0).max(100),
  /** Words for the person, in the language of the request. */
  message: z.string(),
  done: z.int().nullable(),
  total: z.int().nullable(),
  partial: z.boolean(),
  unreadCourses: z.array(unreadCourseSchema),
  stages: z.array(stageProgressSchema),
  /** The range of seconds left, once it can be known. */
  eta: z.object({ lowSeconds: z.int(), highSeconds: z.int() }).nullable(),
  attempt: z.int(),
  maxAttempts: z.int(),
  nextAttemptAt: timestamp.nullable(),
  /** How many jobs are before this one in the queue; null once it runs or has ended. */
  queuePosition: z.int().nullable(),
  cancelRequested: z.boolean(),
  error: z
    .object({
      code: errorCodeSchema,
      message: z.string(),
      retryable: z.boolean(),
      /** Of the request that started the sync; null where no request did. */
      requestId: z.string().nullable(),
    })
    .nullable(),
  /** What was found; null until the sync completed. */
  counts: syncCountsSchema.nullable(),
  moodleRequests: z.int(),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  updatedAt: timestamp,
  finishedAt: timestamp.nullable(),
  pollAfterMs: z.int(),
})
export type SyncStatus = z.infer<typeof syncStatusSchema>

/**
 * `GET /api/sync-status/active`: the running or waiting job; without one, the last that ended, if there is one. Jobs that
 * read what was opened are left out.
 */
export const activeSyncSchema = z.object({
  hasActiveJob: z.boolean(),
  jobId: z.uuid().nullable(),
  status: jobStatusSchema.nullable(),
  progress: z.int().nullable(),
  job: syncStatusSchema.nullable(),
  lastJob: syncStatusSchema.nullable(),
  /** What opens the student's Moodle is not taken any more, or is not there: until they sign in again nothing is read. */
  signInAgain: z.boolean(),
})
export type ActiveSync = z.infer<typeof activeSyncSchema>
