import type { Course } from '../seed/model.ts'
import { type CalendarEvent, getCalendarEvents } from '../web-services/calendar-events.ts'
import { describeTimelineCourse } from '../web-services/course-lists.ts'
import { purposeOf } from '../web-services/course-contents.ts'
import { int } from '../web-services/params.ts'
import { defineFunction, formatName } from '../web-services/web-service-function.ts'
import type { CallContext, WebServiceFunction } from '../web-services/web-service-function.ts'
import { siteTimeZone } from './page-dates.ts'

const daySeconds = 86_400
/** How far ahead the list of what is coming looks, and how much of it is shown. */
const upcomingDays = 21
const upcomingCount = 10

type Span = { from: number; until: number; courseId: number }

/** What happens in that time, described; of one course, or of all for course 1, the site itself. */
function listEvents(context: CallContext, span: Span) {
  const courses = context.site
    .listCourses(context.person)
    .filter(({ id }) => span.courseId <= 1 || id === span.courseId)
  const byId = new Map(courses.map((course) => [course.id, course]))
  const { events } = getCalendarEvents(
    {
      events: { courseids: [...byId.keys()] },
      options: { timestart: span.from, timeend: span.until, userevents: 1, siteevents: 1 },
    },
    context,
  ) as { events: CalendarEvent[] }
  return events.map((event) => describeEvent(context, event, byId.get(event.courseid)))
}

const getUpcomingView = defineFunction({ courseid: int(1), categoryid: int(0) }, ({ courseid }, context) => {
  const now = context.site.clock()
  const events = listEvents(context, {
    from: now,
    until: now + upcomingDays * daySeconds,
    courseId: courseid,
  })
  return {
    events: events.filter(({ timestart }) => timestart >= now).slice(0, upcomingCount),
    defaulteventcontext: 2,
    filter_selector: '',
    courseid,
    categoryid: 0,
    isloggedin: true,
    date: describeDay(now),
  }
})

const getMonthlyView = defineFunction(
  {
    year: int(),
    month: int(),
    courseid: int(1),
    categoryid: int(0),
    includenavigation: int(1),
    mini: int(0),
    day: int(1),
    view: (value: unknown) => String(value ?? 'month'),
  },
  ({ year, month, courseid, view }, context) => {
    const days = listDays(year, month)
    const from = days[0] ?? 0
    const until = startOfDay(year, month + 1, 1) - 1
    const events = listEvents(context, { from, until, courseId: courseid })
    const today = describeDay(context.site.clock())
    const described = days.map((timestamp, index) => {
      const next = days[index + 1] ?? until + 1
      const ofDay = events.filter(({ timestart }) => timestart >= timestamp && timestart < next)
      const day = describeDay(timestamp)
      return {
        ...day,
        istoday: day.yday === today.yday && day.year === today.year,
        isweekend: day.wday >= 5,
        timestamp,
        viewdaylink: `${context.siteurl}/calendar/view.php?view=day&time=${timestamp}`,
        events: ofDay,
        hasevents: ofDay.length > 0,
        calendareventtypes: [],
        previousperiod: timestamp - daySeconds,
        nextperiod: next,
        haslastdayofevent: ofDay.length > 0,
        popovertitle: '',
        daytitle: '',
      }
    })
    return {
      url: `${context.siteurl}/calendar/view.php?view=month&time=${from}`,
      courseid,
      categoryid: 0,
      filter_selector: '',
      weeks: groupByWeek(described),
      daynames: [],
      view,
      date: { ...describeDay(from), timestamp: from },
      periodname: `${month}/${year}`,
      includenavigation: true,
      initialeventsloaded: true,
      defaulteventcontext: 2,
      viewingmonth: true,
      showviewselector: true,
      viewinginblock: false,
    }
  },
)

/** As a calendar shows an event, whatever kind it is; unlike the plain list's, a module's is told by its cmid. */
function describeEvent(context: CallContext, event: CalendarEvent, course: Course | undefined) {
  const { site, person, siteurl } = context
  const item = course === undefined ? undefined : findItem(context, course, event)
  const enrolment = site.listEnrolments(person).find(({ courseId }) => courseId === course?.id)
  const dayUrl = `${siteurl}/calendar/view.php?view=day&course=${event.courseid}&time=${event.timestart}`
  const url = item === undefined ? dayUrl : `${siteurl}/mod/${item.modname}/view.php?id=${item.cmid}`
  return {
    id: event.id,
    name: event.name,
    description: event.description,
    descriptionformat: 1,
    location: '',
    categoryid: null,
    groupid: null,
    userid: event.userid,
    repeatid: null,
    eventcount: null,
    component: item === undefined ? null : `mod_${item.modname}`,
    modulename: item?.modname ?? '',
    activityname: item === undefined ? null : formatName(item.name),
    activitystr: null,
    instance: item?.cmid ?? null,
    eventtype: event.eventtype,
    timestart: event.timestart,
    timeduration: event.timeduration,
    timesort: event.timestart,
    timeusermidnight: event.timestart - (event.timestart % daySeconds),
    visible: 1,
    timemodified: event.timemodified,
    overdue: event.timestart < site.clock(),
    ...(course === undefined || enrolment === undefined
      ? {}
      : { course: describeTimelineCourse(context, { course, enrolment }) }),
    subscription: { displayeventsource: false },
    canedit: event.eventtype === 'user',
    candelete: event.eventtype === 'user',
    viewurl: `${dayUrl}#event_${event.id}`,
    formattedtime: '',
    formattedlocation: '',
    isactionevent: item !== undefined,
    iscourseevent: event.eventtype === 'course',
    iscategoryevent: false,
    groupname: null,
    normalisedeventtype: item === undefined ? event.eventtype : 'course',
    ...(item === undefined ? {} : { purpose: purposeOf(item) }),
    url,
    islastday: false,
    popupname: event.name,
    draggable: false,
  }
}

const findItem = ({ site }: CallContext, course: Course, event: CalendarEvent) =>
  event.modulename === null
    ? undefined
    : site.listItems(course).find((item) => item.instance === event.instance)

const reader = new Intl.DateTimeFormat('en-US', {
  timeZone: siteTimeZone,
  weekday: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
})
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** As PHP's getdate() tells a moment, in the site's time zone. */
function describeDay(seconds: number) {
  const parts = Object.fromEntries(
    reader.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, value]),
  )
  const [year, month, mday] = [Number(parts.year), Number(parts.month), Number(parts.day)]
  return {
    seconds: Number(parts.second),
    minutes: Number(parts.minute),
    hours: Number(parts.hour),
    mday,
    wday: weekdays.indexOf(parts.weekday ?? ''),
    mon: month,
    year,
    yday: Math.round((Date.UTC(year, month - 1, mday) - Date.UTC(year, 0, 1)) / 86_400_000),
  }
}

/** Midnight in the site's time zone, which is two or three hours ahead of UTC. */
function startOfDay(year: number, month: number, day: number): number {
  const utc = Date.UTC(year, month - 1, day) / 1000
  const midnight = utc - 2 * 3600
  return describeDay(midnight).hours === 0 ? midnight : midnight - 3600
}

function listDays(year: number, month: number): number[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => startOfDay(year, month, index + 1))
}

function groupByWeek<Day extends { wday: number; mday: number }>(days: Day[]) {
  const weeks: { prepadding: number[]; postpadding: number[]; days: Day[] }[] = []
  for (const day of days) {
    if (day.wday === 0 || weeks.length === 0) weeks.push({ prepadding: [], postpadding: [], days: [] })
    weeks.at(-1)?.days.push(day)
  }
  return weeks
}

export const calendarViewFunctions: Record<string, WebServiceFunction> = {
  core_calendar_get_calendar_upcoming_view: getUpcomingView,
  core_calendar_get_calendar_monthly_view: getMonthlyView,
}
