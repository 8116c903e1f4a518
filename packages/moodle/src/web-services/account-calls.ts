import type { CourseSummary, ReadEvent } from '../reading.ts'
import type { AccountPart } from '../site.ts'
import { maxEvents } from '../course-size.ts'
import { parseData } from '../answers/answer.ts'
import { calendarEventList, mapCalendarEvents } from './calendar-events.ts'
import type { Call } from './calls.ts'
import { eventList, mapEvents } from '../answers/events.ts'
import { groupsFunction, groupsSchema } from './groups.ts'
import type { MapContext } from '../answers/map-context.ts'
import { mapNotifications, notificationsSchema } from '../answers/notifications.ts'
import { parseRows, readWarnings } from '../answers/parse-rows.ts'
import type { PlanCalls, PlannedCall } from './planned-call.ts'

interface AccountContext extends MapContext {
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
/** Where that many take too long. */
const eventsPerSmallPage = 10
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
    call: Pick<Call, 'function' | 'args' | 'coursesAsked' | 'canAskLess'>,
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
    let entriesTold = true

    function close(): void {
      open -= 1
      if (open > 0) return
      // What stands in both lists is something to do.
      const events = isKnown ? [...new Map([...entries, ...actions]).values()] : null
      give({ kind: 'events', events, entriesTold, brokenCourses })
    }
    /** Half a calendar would make the other half vanish. */
    function forgo(): void {
      isKnown = false
      close()
    }
    function forgoEntries(): void {
      entriesTold = false
      close()
    }
    /** Misfits break the events of their courses; gives whether one names no course, and so breaks all of them. */
    function note(misfits: ReturnType<typeof parseRows>['misfits']): boolean {
      for (const { courseMoodleId } of misfits) if (courseMoodleId !== null) brokenCourses.add(courseMoodleId)
      return misfits.some(({ courseMoodleId }) => courseMoodleId === null)
    }

    function planActionPage(page: number, after: number, limitnum = eventsPerPage): void {
      const timesortfrom = secondsFrom(now, isFirst ? -firstSinceDays : -laterSinceDays)
      const args = { timesortfrom, limitnum, ...(after && { aftereventid: after }) }
      const accept = (data: unknown) => {
        const { answer, misfits } = parseRows(eventList, data)
        if (note(misfits)) isKnown = false
        if (answer.events.length + actions.size > maxEvents) return forgo()
        for (const event of mapEvents(answer, context)) actions.set(event.moodleId, event)
        const last = answer.lastid ?? 0
        const isFull = answer.events.length + misfits.length >= limitnum
        if (!isKnown || !isFull) return close()
        // What cannot be followed to its end is no whole calendar.
        if (last && last !== after && page < maxEventPages) planActionPage(page + 1, last, limitnum)
        else forgo()
      }
      const canAskLess = limitnum > eventsPerSmallPage
      const fail: PlannedCall['fail'] = ({ code }) =>
        code === 'moodle.timeout' && canAskLess ? planActionPage(page, after, eventsPerSmallPage) : forgo()
      const call = { function: eventList.functionName, args, canAskLess }
      plan([makeCall(call, actionRank, { accept, fail })])
    }

    /** The calendar tells of groups only those that are asked for. Of a site that does not say which, none. */
    function planGroups(): void {
      if (!offers(groupsFunction)) return planCalendar([])
      // 0 is every course of whoever asks.
      const args = { courseid: 0, userid: 0 }
      const accept = (data: unknown) =>
        planCalendar(parseData(groupsSchema, data, groupsFunction).groups.map(({ id }) => id))
      const fail = () => {
        entriesTold = false
        planCalendar([])
      }
      const call = { function: groupsFunction, args, coursesAsked: courses.length }
      plan([makeCall(call, otherRank, { accept, fail })])
    }

    function planCalendar(groupids: readonly number[]): void {
      const ids = courses.map((course) => course.moodleId)
      const args = {
        events: { courseids: ids, groupids },
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
        if (note(misfits) || readWarnings(data).length > 0) entriesTold = false
        if (answer.events.length > maxEvents) return forgo()
        for (const event of mapCalendarEvents(answer, context)) entries.set(event.moodleId, event)
        close()
      }
      const call = { function: calendarEventList.functionName, args, coursesAsked: ids.length }
      plan([makeCall(call, otherRank, { accept, fail: forgoEntries })])
    }

    if (offers(eventList.functionName)) planActionPage(1, 0)
    else forgo()
    if (offers(calendarEventList.functionName)) planGroups()
    else forgoEntries()
  }

  planEvents()
  planNotifications()
}
