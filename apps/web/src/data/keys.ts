import type { SearchAsked } from '../api/student-api.ts'

/** A filter of the changes as it stands in the page's address; an empty one is all of them. */
export interface ChangesFilter {
  kind?: string
  courseId?: string
  unread?: boolean
}

/** The names of what is read of the student's data. All begin with `student`: see refresh.ts. */
export const keys = {
  all: ['student'],
  courses: ['student', 'courses'],
  course: (id: string) => ['student', 'course', id] as const,
  deadlines: ['student', 'deadlines'],
  grades: ['student', 'grades'],
  /** Begins the keys of all that is read of changes. */
  allChanges: ['student', 'changes'],
  /** Begins the keys of every filter's changes. */
  changesLists: ['student', 'changes', 'list'],
  changes: (filter: ChangesFilter) => ['student', 'changes', 'list', filter] as const,
  unreadChanges: ['student', 'changes', 'unread'],
  /** Begins the keys of what is new on Today. */
  allNewChanges: ['student', 'changes', 'new'],
  /** Those found since a visit ended; null: those that are unread. */
  newChanges: (since: string | null) => ['student', 'changes', 'new', since] as const,
  /** `month` is `2026-11`. */
  calendar: (month: string) => ['student', 'calendar', month] as const,
  calendarFeed: ['student', 'calendar-feed'],
  search: (asked: SearchAsked) => ['student', 'search', asked] as const,
  accountSyncs: ['student', 'account', 'syncs'],
  devices: ['student', 'account', 'devices'],
} as const
