import { z } from 'zod'

/**
 * A job as people are told of it: waiting and running are both active, partial is a completed job that could not read
 * every course.
 */
export const jobStates = ['waiting', 'running', 'completed', 'partial', 'failed', 'cancelled'] as const
export const jobStateSchema = z.enum(jobStates)
export type JobState = z.infer<typeof jobStateSchema>

/** What started a job. */
export const triggers = ['sign_in', 'manual', 'staff_retry', 'schedule', 'opened'] as const
export type Trigger = (typeof triggers)[number]
