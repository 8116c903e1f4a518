import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import type { ReadEvent } from '../reading.ts'
import { flag, id, objectOrNothing, setTime, text, webAddress, wholeNumber } from './fields.ts'
import type { MapContext } from './map-context.ts'
import type { RowList } from './parse-rows.ts'

export const eventsSchema = z.looseObject({
  events: z.array(
    z.looseObject({
      id,
      name: text,
      activityname: text,
      modulename: text,
      /** For an activity's event this is the course module's id. */
      instance: wholeNumber.nullish(),
      eventtype: text,
      timesort: setTime,
      url: webAddress,
      course: objectOrNothing(z.looseObject({ id })),
      action: objectOrNothing(z.looseObject({ actionable: flag.nullish() })),
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

export function mapEvents(answer: z.output<typeof eventsSchema>, context: MapContext): ReadEvent[] {
  return answer.events.map((event) => ({
    moodleId: event.id,
    courseMoodleId: event.course?.id ?? null,
    itemMoodleId: event.modulename ? (event.instance ?? null) : null,
    modname: event.modulename || null,
    title: cleanText(event.activityname || event.name, context.language),
    type: event.eventtype,
    at: event.timesort,
    url: event.url,
    actionable: event.action?.actionable ?? false,
  }))
}
