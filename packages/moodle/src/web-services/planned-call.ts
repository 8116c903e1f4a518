import type { MoodleError, MoodleErrorCode } from '../errors.ts'
import type { Call } from './calls.ts'

/** What calls are about: a course, one list of several courses, or something of the account. */
export interface CallSubject {
  /** Why it must be asked for apart from others and in smaller batches: what a request with it failed of. */
  apart: MoodleErrorCode | null
  /** Nothing more is wanted of it: calls that were not made yet need not be. */
  readonly ended: boolean
}

/** A call to be made as soon as its turn comes, and who is told what came of it: once, whatever that is. */
export interface PlannedCall extends Call {
  readonly subject: CallSubject
  /** Lower ones are asked for first. */
  readonly rank: number
  /** Takes the answer. Throws a `MoodleError` where it is of the wrong shape; `fail` is told of that too. */
  readonly accept: (data: unknown) => void
  /** There will be no answer. What may be asked for in its stead is planned here. */
  readonly fail: (error: MoodleError) => void
  /** Tries that Moodle was too busy for. */
  busyTries: number
  /** Calls that its request may hold; more broke one that it was in. */
  mostCalls?: number
}

export type PlanCalls = (calls: readonly PlannedCall[]) => void
