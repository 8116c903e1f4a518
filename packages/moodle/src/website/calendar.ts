import { z } from 'zod'
import { maxEvents, tooLarge } from '../course-size.ts'
import { MoodleError } from '../errors.ts'
import type { ReadEvent } from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { eventList, eventsSchema, mapEvents } from '../answers/events.ts'
import { parseRows, siteCourseId } from '../answers/parse-rows.ts'
import type { AjaxCall, AjaxOutcome } from './ajax-answer.ts'
import type { PageContext } from './page-context.ts'

const monthFunction = 'core_calendar_get_calendar_monthly_view'

/** Each month's view is as dear as a list of action events: the one that was, this one, and two to come. */
const firstMonth = -1
const monthCount = 4
/** What is overdue is asked for so far back. */
const overdueMonths = 6
const maxActionEvents = 50

interface CalendarWindow {
  /** Of all the student's courses, or of one. */
  readonly courseMoodleId: number | null
  readonly now: Date
}

const startOfMonth = (now: Date, months: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1))

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

/** The months around now, whole, with what is done and what asks for nothing. */
export function monthCalls({ courseMoodleId, now }: CalendarWindow): AjaxCall[] {
  return Array.from({ length: monthCount }, (_, index) => {
    const month = startOfMonth(now, firstMonth + index)
    return {
      function: monthFunction,
      args: {
        year: month.getUTCFullYear(),
        month: month.getUTCMonth() + 1,
        courseid: courseMoodleId ?? siteCourseId,
        categoryid: 0,
        includenavigation: false,
        mini: false,
      },
      courseMoodleId,
    }
  })
}

/** What there is to do before those months and after them; the next page of a list that was full begins at its last. */
export function actionEventCalls(now: Date): readonly [overdue: AjaxCall, toCome: AjaxCall] {
  const from = startOfMonth(now, firstMonth)
  const to = startOfMonth(now, firstMonth + monthCount)
  const call = (args: AjaxCall['args']): AjaxCall => ({
    function: eventList.functionName,
    args: { limitnum: maxActionEvents, ...args },
    courseMoodleId: null,
  })
  return [
    call({
      timesortfrom: seconds(startOfMonth(now, firstMonth - overdueMonths)),
      timesortto: seconds(from) - 1,
    }),
    call({ timesortfrom: seconds(to) }),
  ]
}

/** The next page of a list of action events; null where this was the last. */
export function nextActionEvents(outcome: AjaxOutcome<AjaxCall>): AjaxCall | null {
  if (!outcome.ok) return null
  const page = eventsSchema.safeParse(outcome.data)
  if (!page.success || page.data.events.length < maxActionEvents || !page.data.lastid) return null
  return { ...outcome.call, args: { ...outcome.call.args, aftereventid: page.data.lastid } }
}

const monthSchema = z.looseObject({
  weeks: z.array(z.looseObject({ days: z.array(z.looseObject({ events: z.array(z.looseObject({})) })) })),
})

/** One list of both kinds of answer: a month's view has the same events by its days. */
function eventsOf({ call, data }: { readonly call: AjaxCall; readonly data: unknown }): unknown {
  if (call.function !== monthFunction) return data
  const { weeks } = parseData(monthSchema, data, monthFunction)
  return { events: weeks.flatMap(({ days }) => days).flatMap(({ events }) => events) }
}

export interface ReadCalendar {
  /** By time; null where something of the calendar may not be read, or names no course. */
  readonly events: readonly ReadEvent[] | null
  readonly brokenCourses: ReadonlySet<number>
  /** By course module, then by Moodle's event type: `due`, `open`, `close`. */
  readonly times: ItemTimes
}
export type ItemTimes = ReadonlyMap<number, ReadonlyMap<string, Date>>

/** When what is open also closes, Moodle asks for something by the closing alone. */
function dropOpenings(events: readonly ReadEvent[]): ReadEvent[] {
  const closing = new Set(
    events.filter(({ type }) => type === 'close').map(({ itemMoodleId }) => itemMoodleId),
  )
  return events.filter(
    ({ type, itemMoodleId }) => type !== 'open' || itemMoodleId === null || !closing.has(itemMoodleId),
  )
}

/** An event may stand in several answers; the one that says that the student can act on it says more. */
function joinEvents(events: readonly ReadEvent[]): ReadEvent[] {
  const byId = new Map<number, ReadEvent>()
  for (const event of events) {
    const known = byId.get(event.moodleId)
    if (!known?.actionable) byId.set(event.moodleId, event)
  }
  return [...byId.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.moodleId - b.moodleId)
}

export function mapCalendar(outcomes: readonly AjaxOutcome<AjaxCall>[], context: PageContext): ReadCalendar {
  const found: ReadEvent[] = []
  const brokenCourses = new Set<number>()
  let failure: MoodleError | null = null
  for (const outcome of outcomes) {
    if (!outcome.ok) {
      failure ??= outcome.error
      continue
    }
    try {
      const { answer, misfits } = parseRows(eventList, eventsOf(outcome))
      if (found.length + answer.events.length > maxEvents) throw tooLarge('events')
      found.push(...mapEvents(answer, context))
      for (const { courseMoodleId, error } of misfits) {
        if (courseMoodleId === null) failure ??= error
        else brokenCourses.add(courseMoodleId)
      }
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      failure ??= error
    }
  }
  const events = joinEvents(found).map((event) =>
    event.courseMoodleId === siteCourseId ? { ...event, courseMoodleId: null } : event,
  )
  const times = new Map<number, Map<string, Date>>()
  for (const { itemMoodleId, type, at } of events) {
    if (itemMoodleId === null) continue
    const ofItem = times.get(itemMoodleId) ?? new Map<string, Date>()
    times.set(itemMoodleId, ofItem.set(type, at))
  }
  return { events: failure ? null : dropOpenings(events), brokenCourses, times }
}
