import type { Deadline } from '@spike/contract'
import { weekStart, type Day } from './calendar-days.ts'

export const urgencies = ['overdue', 'today', 'thisWeek', 'later'] as const
export type Urgency = (typeof urgencies)[number]

export interface GroupedDeadlines {
  /** What is still to be done, most urgent first; groups without any are left out. */
  open: { urgency: Urgency; deadlines: Deadline[] }[]
  /** What is done, the last due first. */
  done: Deadline[]
}

export interface Calendar {
  nowMs: number
  /** On which day a moment is, where the student is. */
  dayOf: (at: number | string) => Day
  /** The weekday a week begins on; 0 is Sunday. */
  firstOfWeek: number
}

/** Deadlines in order of urgency. This week is the calendar's: it ends with the day before `firstOfWeek`. */
export function groupDeadlines(deadlines: readonly Deadline[], calendar: Calendar): GroupedDeadlines {
  const sorted = deadlines.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
  const groups = Map.groupBy(
    sorted.filter((deadline) => !deadline.done),
    (deadline) => urgencyOf(deadline, calendar),
  )
  return {
    open: urgencies.flatMap((urgency) => {
      const inGroup = groups.get(urgency)
      if (!inGroup) return []
      // What was just missed is more urgent than what was missed long ago.
      return [{ urgency, deadlines: urgency === 'overdue' ? inGroup.toReversed() : inGroup }]
    }),
    done: sorted.filter((deadline) => deadline.done).toReversed(),
  }
}

function urgencyOf({ dueAt }: Deadline, { nowMs, dayOf, firstOfWeek }: Calendar): Urgency {
  if (Date.parse(dueAt) < nowMs) return 'overdue'
  const [due, today] = [dayOf(dueAt), dayOf(nowMs)]
  if (due === today) return 'today'
  return due < weekStart(today, firstOfWeek) + 7 ? 'thisWeek' : 'later'
}
