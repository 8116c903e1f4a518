import type { CalendarEvent, Deadline, SubmissionState } from '@spike/contract'
import type { Queryable } from './database.ts'
import { idText, timeText } from './wire-values.ts'

/** A student's deadlines and their whole calendar, in the contract's shapes. What is gone is left out. */

const eventsOf = (db: Queryable, userId: string) =>
  db
    .selectFrom('events as e')
    .leftJoin('courses as c', 'c.id', 'e.course_id')
    .leftJoin('items as i', 'i.id', 'e.item_id')
    .leftJoin('assignments as a', 'a.item_id', 'e.item_id')
    .selectAll('e')
    .select(['c.full_name', 'a.submission_state'])
    .where('e.user_id', '=', userId)
    .where('c.gone_at', 'is', null)
    .where('i.gone_at', 'is', null)
    .orderBy('e.due_at')
    .orderBy('e.id')

type EventRow = Awaited<ReturnType<ReturnType<typeof eventsOf>['executeTakeFirstOrThrow']>>

const toEntry = (row: EventRow) => ({
  id: String(row.id),
  courseId: idText(row.course_id),
  courseName: row.full_name,
  itemId: idText(row.item_id),
  title: row.title,
  done: row.done,
  url: row.url,
})

export interface DeadlineFilter {
  readonly from: Date
  readonly to: Date | null
  readonly includeDone: boolean
}

/** What asks something of the student, the soonest first. */
export async function listDeadlines(
  db: Queryable,
  userId: string,
  filter: DeadlineFilter,
): Promise<Deadline[]> {
  let query = eventsOf(db, userId).where('e.kind', '<>', 'calendar').where('e.due_at', '>=', filter.from)
  if (filter.to) query = query.where('e.due_at', '<=', filter.to)
  if (!filter.includeDone) query = query.where('e.done', '=', false)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...toEntry(row),
    kind: row.kind as Deadline['kind'],
    dueAt: row.due_at.toISOString(),
    submissionState: row.submission_state,
  }))
}

interface CalendarTimes {
  readonly from: Date
  readonly to: Date
}

const eventsBetween = (db: Queryable, userId: string, { from, to }: CalendarTimes) =>
  eventsOf(db, userId)
    .where('e.due_at', '<=', to)
    .where((eb) => eb(eb.fn.coalesce('e.ends_at', 'e.due_at'), '>=', from))

const toCalendarEvent = (row: EventRow): CalendarEvent => ({
  ...toEntry(row),
  kind: row.kind,
  at: row.due_at.toISOString(),
  endsAt: timeText(row.ends_at),
  descriptionHtml: row.description_html,
})

/** All that stands in the calendar between two times, the soonest first; what began before and still lasts too. */
export async function listCalendar(
  db: Queryable,
  userId: string,
  times: CalendarTimes,
): Promise<CalendarEvent[]> {
  return (await eventsBetween(db, userId, times).execute()).map(toCalendarEvent)
}

export interface FeedEvent extends CalendarEvent {
  readonly submissionState: SubmissionState | null
  /** When what is told of it last became different. */
  readonly updatedAt: Date
}

/** The same for calendars elsewhere. */
export async function listFeedEvents(
  db: Queryable,
  userId: string,
  times: CalendarTimes,
): Promise<FeedEvent[]> {
  const rows = await eventsBetween(db, userId, times).execute()
  return rows.map((row) => ({
    ...toCalendarEvent(row),
    submissionState: row.submission_state,
    updatedAt: row.updated_at,
  }))
}
