import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadEvent } from '../reading.ts'
import { endOf } from '../answers/events.ts'
import { count, flag, id, optionalId, setTime, text } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'
import { type RowList, siteCourseId } from '../answers/parse-rows.ts'

const calendarEventSchema = z.object({
  id,
  name: text,
  description: text,
  /** 0 for the student's own entries, 1 for the site's. */
  courseid: optionalId,
  modulename: text,
  /** Of an activity's event the activity's id in its own table, which is not the course module's. */
  instance: optionalId,
  eventtype: text,
  timestart: setTime,
  timeduration: count,
  visible: flag.nullish(),
})
type CalendarEvent = z.output<typeof calendarEventSchema>

export const calendarEventsSchema = z.object({ events: z.array(calendarEventSchema) })

/** Where in the answer each course's rows stand. */
export const calendarEventList: RowList<typeof calendarEventsSchema> = {
  schema: calendarEventsSchema,
  functionName: 'core_calendar_get_calendar_events',
  rowsAt: 'events',
  courseAt: ['courseid'],
}

/**
 * What the list of action events has not: entries of the student, of courses and of the site. Of an activity's events
 * that list has those that ask something of the student. Two it never has: an extension (4.5), and the opening of what
 * also closes, as Moodle asks for something by the closing alone.
 */
export function mapCalendarEvents(
  answer: z.output<typeof calendarEventsSchema>,
  context: MapContext,
): ReadEvent[] {
  const activity = (event: CalendarEvent) => `${event.modulename} ${event.instance}`
  const closing = new Set(answer.events.filter(({ eventtype }) => eventtype === 'close').map(activity))
  const isElsewhere = (event: CalendarEvent) => {
    if (event.modulename === '' || event.eventtype === 'extension') return false
    return event.eventtype !== 'open' || !closing.has(activity(event))
  }
  return answer.events
    .filter((event) => event.visible !== false && !isElsewhere(event))
    .map((event) => {
      const courseMoodleId = event.courseid === siteCourseId ? null : event.courseid
      return {
        moodleId: event.id,
        courseMoodleId,
        itemMoodleId: null,
        modname: event.modulename || null,
        title: cleanText(event.name, context.language),
        type: event.eventtype,
        at: event.timestart,
        endsAt: endOf(event.timestart, event.timeduration),
        descriptionHtml: cleanHtml(event.description, context.language),
        url: viewAddress(event, courseMoodleId, context),
        actionable: false,
      }
    })
}

/** Where Moodle's own calendar shows it; the answer has no address. */
function viewAddress(event: CalendarEvent, courseMoodleId: number | null, { siteUrl }: MapContext): string {
  const seconds = event.timestart.getTime() / 1000
  return `${siteUrl}/calendar/view.php?view=day&course=${courseMoodleId ?? siteCourseId}&time=${seconds}#event_${event.id}`
}
