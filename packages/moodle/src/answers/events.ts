import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadEvent } from '../reading.ts'
import {
  count,
  flag,
  id,
  lastSecond,
  objectOrNothing,
  optionalId,
  setTime,
  text,
  webAddress,
  wholeNumber,
} from './fields.ts'
import type { MapContext } from './map-context.ts'
import type { RowList } from './parse-rows.ts'

export const eventsSchema = z.object({
  events: z.array(
    z.object({
      id,
      name: text,
      activityname: text,
      modulename: text,
      /** For an activity's event this is the course module's id. */
      instance: optionalId,
      eventtype: text,
      timesort: setTime,
      /** In seconds. */
      timeduration: count,
      description: text,
      url: webAddress,
      course: objectOrNothing(z.object({ id })),
      action: objectOrNothing(z.object({ actionable: flag.nullish() })),
    }),
  ),
  lastid: wholeNumber.nullish(),
})

/** Where in the answer each course's rows stand. */
export const eventList: RowList<typeof eventsSchema> = {
  schema: eventsSchema,
  functionName: 'core_calendar_get_action_events_by_timesort',
  rowsAt: 'events',
  courseAt: ['course', 'id'],
}

/** Null for what has no length. */
export function endOf(start: Date, durationSeconds: number | null): Date | null {
  const end = new Date(start.getTime() + (durationSeconds ?? 0) * 1000)
  return end > start && end.getTime() <= lastSecond * 1000 ? end : null
}

export function mapEvents(answer: z.output<typeof eventsSchema>, context: MapContext): ReadEvent[] {
  return answer.events.map((event) => ({
    moodleId: event.id,
    courseMoodleId: event.course?.id ?? null,
    itemMoodleId: event.modulename ? event.instance : null,
    modname: event.modulename || null,
    title: cleanText(event.activityname || event.name, context.language),
    type: event.eventtype,
    at: event.timesort,
    endsAt: endOf(event.timesort, event.timeduration),
    descriptionHtml: cleanHtml(event.description, context.language),
    url: event.url,
    actionable: event.action?.actionable ?? false,
  }))
}
