import { invalidParameter } from '../moodle-exception.ts'
import type { Course, Item } from '../seed/model.ts'
import { deadlineEventId } from './calendar-events.ts'
import { purposeOf } from './course-contents.ts'
import { describeTimelineCourse } from './course-lists.ts'
import { int, text } from './params.ts'
import { formatHtml } from './stored-files.ts'
import { defineFunction, formatName } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

/** Moodle refuses to give more events at once. */
const maxEvents = 50

type ActionEvent = {
  id: number
  course: Course
  item: Item
  at: number
  words: { suffix: string; activity: string; action: string; eventtype: 'due' | 'close'; alttext: string }
}

const dueWords = {
  suffix: 'is due',
  activity: 'Assignment is due',
  action: 'Add submission',
  eventtype: 'due',
  alttext: 'Activity event',
} as const
const closeWords = {
  quiz: {
    suffix: 'closes',
    activity: 'Quiz closes',
    action: 'Attempt quiz now',
    eventtype: 'close',
    alttext: 'Close window',
  },
  choice: {
    suffix: 'closes',
    activity: 'Choice closes',
    action: 'View choices',
    eventtype: 'close',
    alttext: 'Close window',
  },
  feedback: {
    suffix: 'closes',
    activity: 'Feedback closes',
    action: 'Answer the questions',
    eventtype: 'close',
    alttext: 'Close window',
  },
} as const

/** What asks the student to do something. Work already handed in drops out, as in Moodle. */
function listActionEvents({ site, person }: CallContext): ActionEvent[] {
  const eventOf = (course: Course, item: Item): ActionEvent[] => {
    const id = deadlineEventId(item.cmid)
    switch (item.modname) {
      case 'assign': {
        const { state } = site.readAssignState(person, course, item)
        const isOpen = !['submitted', 'graded', 'none-needed'].includes(state)
        return isOpen && item.duedate > 0 ? [{ id, course, item, at: item.duedate, words: dueWords }] : []
      }
      case 'quiz':
        if (site.readQuizGrade(person, item) !== null) return []
        return [{ id, course, item, at: item.timeclose, words: closeWords.quiz }]
      case 'choice':
      case 'feedback':
        return [{ id, course, item, at: item.timeclose, words: closeWords[item.modname] }]
      default:
        return []
    }
  }
  return site
    .listCourses(person)
    .flatMap((course) => site.listItems(course).flatMap((item) => eventOf(course, item)))
    .toSorted((one, other) => one.at - other.at || one.id - other.id)
}

const getByTimesort = defineFunction(
  {
    timesortfrom: int(0),
    timesortto: int(0),
    aftereventid: int(0),
    limitnum: int(20),
    limittononsuspendedevents: int(0),
    userid: int(0),
    searchvalue: text(''),
  },
  ({ timesortfrom, timesortto, aftereventid, limitnum }, context) => {
    if (limitnum < 1 || limitnum > maxEvents) throw invalidParameter()
    const all = listActionEvents(context)
    const after = aftereventid === 0 ? 0 : all.findIndex((event) => event.id === aftereventid) + 1
    const events = all
      .slice(after)
      .filter((event) => event.at >= timesortfrom && (timesortto === 0 || event.at <= timesortto))
      .slice(0, limitnum)
    return {
      events: events.map((event) => describeEvent(context, event)),
      firstid: events.at(0)?.id ?? null,
      lastid: events.at(-1)?.id ?? null,
    }
  },
)

function describeEvent(context: CallContext, event: ActionEvent) {
  const { siteurl, site, person } = context
  const { item, course, at, words } = event
  const enrolment = site.listEnrolments(person).find(({ courseId }) => courseId === course.id)
  const now = site.clock()
  const url = `${siteurl}/mod/${item.modname}/view.php?id=${item.cmid}`
  const dayUrl = `${siteurl}/calendar/view.php?view=day&course=${course.id}&time=${at}`
  return {
    id: event.id,
    name: `${formatName(item.name)} ${words.suffix}`,
    description: formatHtml(siteurl, item.modname === 'assign' ? item.intro : (item.description ?? '')),
    descriptionformat: 1,
    location: '',
    categoryid: null,
    groupid: null,
    userid: 2,
    repeatid: null,
    eventcount: null,
    component: `mod_${item.modname}`,
    modulename: item.modname,
    activityname: formatName(item.name),
    activitystr: words.activity,
    // The calendar's `instance` is the course module's id.
    instance: item.cmid,
    eventtype: words.eventtype,
    timestart: at,
    timeduration: 0,
    timesort: at,
    timeusermidnight: at - (at % 86_400) - 7200,
    visible: 1,
    timemodified: item.timemodified,
    overdue: at < now,
    icon: {
      key: 'monologo',
      component: item.modname,
      alttext: words.alttext,
      iconurl: `${siteurl}/theme/image.php/boost/${item.modname}/1795355399/monologo?filtericon=1`,
      iconclass: '',
    },
    ...(enrolment === undefined ? {} : { course: describeTimelineCourse(context, { course, enrolment }) }),
    subscription: { displayeventsource: false },
    canedit: false,
    candelete: false,
    deleteurl: `${siteurl}/calendar/delete.php?id=${event.id}&course=${course.id}`,
    editurl: `${siteurl}/course/mod.php?update=${item.cmid}&return=1`,
    viewurl: `${dayUrl}#event_${event.id}`,
    formattedtime: `<a href="${dayUrl.replaceAll('&', '&amp;')}">${new Date(at * 1000).toUTCString()}</a>`,
    formattedlocation: '',
    isactionevent: true,
    iscourseevent: false,
    iscategoryevent: false,
    groupname: null,
    normalisedeventtype: 'course',
    normalisedeventtypetext: 'Course event',
    action: { name: words.action, url, itemcount: 1, actionable: true, showitemcount: false },
    purpose: purposeOf(item),
    branded: false,
    url,
  }
}

export const actionEventFunctions: Record<string, WebServiceFunction> = {
  core_calendar_get_action_events_by_timesort: getByTimesort,
}
