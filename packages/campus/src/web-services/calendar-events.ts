import { listCourseNotes, listPersonNotes, listSiteNotes } from '../seed/calendar-notes.ts'
import type { CalendarNote } from '../seed/calendar-notes.ts'
import type { Course, Item } from '../seed/model.ts'
import { int, list, structure } from './params.ts'
import { formatHtml } from './stored-files.ts'
import { defineFunction, formatName, selectCourses } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

/** An event as the plain list tells it. */
export type CalendarEvent = {
  id: number
  name: string
  description: string
  courseid: number
  userid: number
  modulename: string | null
  /** The instance id, unlike the course module id that action events carry here. */
  instance: number | null
  eventtype: string
  timestart: number
  timeduration: number
  timemodified: number
}

const administratorId = 2
/** The site itself is course 1. */
const siteCourseId = 1
const firstOpenId = 3_000_000
const firstExtensionId = 4_000_000
/** A close or due event has the id under which the action events name it. */
export const deadlineEventId = (cmid: number) => 1_000_000 + cmid

/** What happens in those courses and to the student themself, of any kind. */
export const getCalendarEvents = defineFunction(
  {
    events: structure({
      eventids: list(int()),
      courseids: list(int()),
      groupids: list(int()),
      categoryids: list(int()),
    }),
    options: structure({
      userevents: int(1),
      siteevents: int(1),
      timestart: int(0),
      timeend: int(0),
      ignorehidden: int(1),
    }),
  },
  ({ events, options }, context) => {
    const { site, person } = context
    const now = site.content.builtAt
    const asked =
      events.courseids.length === 0 ? { courses: [], warnings: [] } : selectCourses(context, events.courseids)
    const entries = [
      ...asked.courses.flatMap((course) => listCourseEntries(context, course)),
      ...(options.userevents === 0
        ? []
        : listPersonNotes(person, now).map((note) =>
            describeNote(note, { eventtype: 'user', courseid: 0, userid: person.id }),
          )),
      ...(options.siteevents === 0
        ? []
        : listSiteNotes(now).map((note) =>
            describeNote(note, { eventtype: 'site', courseid: siteCourseId, userid: administratorId }),
          )),
    ]
    const isInTime = ({ timestart, timeduration }: CalendarEvent) =>
      timestart + timeduration >= options.timestart && (options.timeend === 0 || timestart <= options.timeend)
    return {
      events: entries
        .filter(isInTime)
        .toSorted((one, other) => one.timestart - other.timestart || one.id - other.id)
        .map((entry) => ({
          ...entry,
          format: 1,
          categoryid: null,
          groupid: null,
          repeatid: null,
          visible: 1,
          sequence: 1,
          subscriptionid: null,
        })),
      warnings: asked.warnings,
    }
  },
)

function listCourseEntries(context: CallContext, course: Course): CalendarEvent[] {
  const { site } = context
  const notes = listCourseNotes(course, site.content.builtAt).map((note) =>
    describeNote(note, { eventtype: 'course', courseid: course.id, userid: administratorId }),
  )
  return [...site.listItems(course).flatMap((item) => listItemEntries(context, course, item)), ...notes]
}

function describeNote(
  note: CalendarNote,
  owner: { eventtype: string; courseid: number; userid: number },
): CalendarEvent {
  return {
    id: note.id,
    name: formatName(note.name),
    description: note.description,
    ...owner,
    modulename: null,
    instance: null,
    timestart: note.at,
    timeduration: note.durationSeconds,
    timemodified: note.at - 30 * 86_400,
  }
}

function listItemEntries(
  { site, person, siteurl }: CallContext,
  course: Course,
  item: Item,
): CalendarEvent[] {
  const entry = (
    id: number,
    eventtype: string,
    at: { timestart: number; words: string; userid?: number },
  ): CalendarEvent => ({
    id,
    name: `${formatName(item.name)} ${at.words}`,
    description: formatHtml(
      siteurl,
      item.modname === 'assign' ? item.intro : `<div class="no-overflow">${item.description ?? ''}</div>`,
    ),
    courseid: course.id,
    userid: at.userid ?? administratorId,
    modulename: item.modname,
    instance: item.instance,
    eventtype,
    timestart: at.timestart,
    timeduration: 0,
    timemodified: item.timemodified,
  })
  switch (item.modname) {
    case 'assign': {
      const { extensionduedate } = site.readAssignState(person, course, item)
      return [
        ...(item.duedate === 0
          ? []
          : [entry(deadlineEventId(item.cmid), 'due', { timestart: item.duedate, words: 'is due' })]),
        ...(extensionduedate === null
          ? []
          : [
              entry(firstExtensionId + item.cmid, 'extension', {
                timestart: extensionduedate,
                words: 'is due (extension)',
                userid: person.id,
              }),
            ]),
      ]
    }
    case 'quiz':
    case 'choice':
    case 'feedback':
      return [
        entry(firstOpenId + item.cmid, 'open', { timestart: item.timeopen, words: 'opens' }),
        entry(deadlineEventId(item.cmid), 'close', { timestart: item.timeclose, words: 'closes' }),
      ]
    default:
      return []
  }
}

export const calendarEventFunctions: Record<string, WebServiceFunction> = {
  core_calendar_get_calendar_events: getCalendarEvents,
}
