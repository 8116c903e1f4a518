/**
 * A job as people are told of it: waiting and running are both active, partial is a completed job that could not read
 * every course. In the order in which staff look for them.
 */
export const jobStates = ['waiting', 'running', 'completed', 'partial', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** What started a job. */
export const triggers = ['sign_in', 'manual', 'staff_retry', 'schedule', 'opened'] as const
export type Trigger = (typeof triggers)[number]
