import type { StageKey, SyncCounts, UnreadCourse } from '@spike/contract'

/** What `sync_jobs.data` holds. */
export interface JobData {
  /** Parts done and known, of each stage that counts parts. */
  readonly parts?: Partial<Record<StageKey, { readonly done: number; readonly total: number }>>
  /** The range of time left as it was when last written. */
  readonly eta?: { readonly lowSeconds: number; readonly highSeconds: number } | null
  readonly unreadCourses?: readonly UnreadCourse[]
  /** What was found; written when the sync completed. */
  readonly counts?: SyncCounts
  /** How many courses the site listed; written when a sync of the whole account completed. */
  readonly listedCourses?: number
}

/** One entry of `changes.fields`. */
export interface ChangedField {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}
export type ChangedFields = readonly ChangedField[]
