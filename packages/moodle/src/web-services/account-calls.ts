import type { CourseSummary, ReadEvent } from '../reading.ts'
import type { AccountPart } from '../site.ts'
import { parseData } from './answer.ts'
import { calendarEventList, mapCalendarEvents } from './calendar-events.ts'
import { isRefusal } from './call-failures.ts'
import type { Call } from './calls.ts'
import { eventList, mapEvents } from './events.ts'
import type { MapContext } from './map-context.ts'
import { mapNotifications, notificationsSchema } from './notifications.ts'
import { parseRows } from './parse-rows.ts'
import type { PlanCalls, PlannedCall } from './planned-call.ts'

export interface AccountContext extends MapContext {
  readonly now: Date
  readonly offers: (functionName: string) => boolean
  readonly plan: PlanCalls
  readonly give: (part: AccountPart) => void
}

interface AccountCallsOptions {
  readonly courses: readonly CourseSummary[]
  readonly isFirst: boolean
}

const eventsPerPage = 50
const maxEventPages = 40
/** How far back events that ask something are read: at first, and later. What was stored of the past stays. */
const firstSinceDays = 90
const laterSinceDays = 30
const calendarAheadDays = 365
const newestNotifications = 50

/** Pages follow one another and cost much: early, but not in the site's line before what the first course needs. */
const actionRank = 4.5
const otherRank = 5.5

const secondsFrom = (now: Date, days: number) => Math.floor(now.getTime() / 1000) + days * 24 * 60 * 60

/** Plans what is about no single course: each part is given once, null where the site does not tell. */
export function planAccount({ courses, isFirst }: AccountCallsOptions, context: AccountContext): void {
  const { now, offers, plan, give } = context

  function makeCall(
    call: Pick<Call, 'function' | 'args' | 'coursesAsked'>,
    rank: number,
    handlers: Pick<PlannedCall, 'accept' | 'fail'>,
  ): PlannedCall {
    const subject = { apart: null, ended: false }
    return { ...call, ...handlers, courseMoodleId: null, subject, rank, busyTries: 0 }
  }

  function planNotifications(): void {
    const name = 'message_popup_get_popup_notifications'
    const forgo = () => give({ kind: 'notifications', notifications: null })
    if (!offers(name)) return forgo()
    // 0 is whoever asks.
    const args = { useridto: 0, newestfirst: 1, limit: newestNotifications, offset: 0 }
    const accept = (data: unknown) => {
      const notifications = mapNotifications(parseData(notificationsSchema, data, name), context)
      give({ kind: 'notifications', notifications })
    }
    plan([makeCall({ function: name, args }, otherRank, { accept, fail: forgo })])
  }

  function planEvents(): void {
    const brokenCourses = new Set<number>()
    const actions = new Map<number, ReadEvent>()
    const entries = new Map<number, ReadEvent>()
    /** Lists that are not there yet. */
    let open = 2
    let isKnown = true

    function close(): void {
      open -= 1
      if (open > 0) return
      // What stands in both lists is something to do.
      const events = isKnown ? [...new Map([...entries, ...actions]).values()] : null
      give({ kind: 'events', events, brokenCourses })
    }
    /** Half a calendar would make the other half vanish. */
    function forgo(): void {
      isKnown = false
      close()
    }
    /** Misfits break the events of their courses; one that names no course, all of them. */
    function note(misfits: ReturnType<typeof parseRows>['misfits']): void {
      for (const { courseMoodleId } of misfits) {
        if (courseMoodleId === null) isKnown = false
        else brokenCourses.add(courseMoodleId)
      }
    }

    function planActionPage(page: number, after: number): void {
      const timesortfrom = secondsFrom(now, isFirst ? -firstSinceDays : -laterSinceDays)
      const args = { timesortfrom, limitnum: eventsPerPage, ...(after && { aftereventid: after }) }
      const accept = (data: unknown) => {
        const { answer, misfits } = parseRows(eventList, data)
        note(misfits)
        for (const event of mapEvents(answer, context)) actions.set(event.moodleId, event)
        const last = answer.lastid ?? 0
        const isFull = answer.events.length + misfits.length >= eventsPerPage
        if (isKnown && isFull && last && last !== after && page < maxEventPages)
          planActionPage(page + 1, last)
        else close()
      }
      plan([makeCall({ function: eventList.functionName, args }, actionRank, { accept, fail: forgo })])
    }

    function planCalendar(): void {
      const ids = courses.map((course) => course.moodleId)
      const args = {
        events: { courseids: ids },
        options: {
          userevents: 1,
          siteevents: 1,
          timestart: secondsFrom(now, -laterSinceDays),
          timeend: secondsFrom(now, calendarAheadDays),
          ignorehidden: 1,
        },
      }
      const accept = (data: unknown) => {
        const { answer, misfits } = parseRows(calendarEventList, data)
        note(misfits)
        for (const event of mapCalendarEvents(answer, context)) entries.set(event.moodleId, event)
        close()
      }
      const fail: PlannedCall['fail'] = (error) => (isRefusal(error) ? close() : forgo())
      const call = { function: calendarEventList.functionName, args, coursesAsked: ids.length }
      plan([makeCall(call, otherRank, { accept, fail })])
    }

    if (offers(eventList.functionName)) planActionPage(1, 0)
    else forgo()
    if (offers(calendarEventList.functionName)) planCalendar()
    else close()
  }

  planEvents()
  planNotifications()
}
