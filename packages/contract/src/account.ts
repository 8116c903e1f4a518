import { z } from 'zod'
import { errorCodeSchema } from './error-codes.ts'
import { jobStates, triggers } from './job-states.ts'
import { languages } from './languages.ts'
import { syncCountsSchema } from './sync-status.ts'
import { themes } from './themes.ts'

const timestamp = z.iso.datetime({ offset: true })

/** What is not named stays. */
export const accountChangeSchema = z
  .strictObject({ language: z.enum(languages), theme: z.enum(themes) })
  .partial()
  .refine((change) => Object.keys(change).length > 0)
export type AccountChange = z.infer<typeof accountChangeSchema>

/** One of the student's syncs. Reading what they opened is none. */
export const accountSyncSchema = z.object({
  jobId: z.uuid(),
  trigger: z.enum(triggers),
  state: z.enum(jobStates),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  error: z.object({ code: errorCodeSchema, message: z.string(), retryable: z.boolean() }).nullable(),
  /** Courses that could not be read. */
  unreadCourseCount: z.int(),
  /** What the student had after it; null where it did not complete. */
  counts: syncCountsSchema.nullable(),
  /** How many changes it found, also where it did not complete. */
  changeCount: z.int(),
})
export type AccountSync = z.infer<typeof accountSyncSchema>
export const accountSyncsAnswerSchema = z.object({ syncs: z.array(accountSyncSchema) })

export const deviceKinds = ['desktop', 'phone', 'tablet'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** A browser or program that is signed in. */
export const deviceSchema = z.object({
  id: z.uuid(),
  /** As it calls itself, with its number: `Firefox 145`; null where it does not say. The same of `system`: `Windows 10`. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  kind: z.enum(deviceKinds).nullable(),
  /** The one that asks. */
  current: z.boolean(),
  signedInAt: timestamp,
  /** To within a minute. */
  seenAt: timestamp,
})
export type Device = z.infer<typeof deviceSchema>
export const devicesAnswerSchema = z.object({ devices: z.array(deviceSchema) })
export const signedOutAnswerSchema = z.object({ signedOut: z.int() })

/** Who deletes their account writes their name, so that nobody does it by mistake: see deletion-name.ts. */
export const accountDeletionSchema = z.strictObject({ confirm: z.string() })

export const exportFormats = ['json', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
