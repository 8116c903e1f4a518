import { createHash } from 'node:crypto'
import type { Language } from '@spike/contract'
import type { Translate } from '@spike/contract/words'
import type { FeedEvent } from '@spike/store'
import ical, { type ICalEventData, ICalEventTransparency } from 'ical-generator'
import { wholeDaysOf } from './whole-days.ts'

/** How often a calendar is asked to look again. */
const lookAgainSeconds = 60 * 60

/** To be raised when the same events are written otherwise: calendars that have the old text then get the new one. */
const format = 1

/** Another for every calendar that is written otherwise; nothing has to be written to know that it is the same. */
export function calendarETag(events: readonly FeedEvent[], language: Language): string {
  const hash = createHash('sha256').update(JSON.stringify([format, language, events]))
  return `"${hash.digest('base64url')}"`
}

/**
 * A student's deadlines and calendar as iCalendar (RFC 5545). The same events give the same text, whenever it is
 * written; times are in UTC, which every calendar shows in its own zone. No alarms: what to be reminded of is the
 * student's to choose.
 */
export function writeCalendar(
  events: readonly FeedEvent[],
  words: { readonly translate: Translate; readonly language: Language },
): string {
  const { translate, language } = words
  const calendar = ical({
    name: translate('today.feedName'),
    prodId: { company: 'Spike', product: 'Calendar', language: language.toUpperCase() },
    ttl: lookAgainSeconds,
  })
  for (const event of events) calendar.createEvent(toEntry(event, translate))
  return calendar.toString()
}

function toEntry(event: FeedEvent, translate: Translate): ICalEventData {
  const course = event.courseName === null ? null : plain(event.courseName)
  const title = course === null ? plain(event.title) : `${plain(event.title)} · ${course}`
  return {
    id: `event-${event.id}@spike`,
    ...timesOf(event),
    stamp: event.updatedAt,
    lastModified: event.updatedAt,
    summary: event.done ? translate('today.feedDone', { title }) : title,
    description: [course, ...factsOf(event, translate), event.url].filter((line) => line !== null).join('\n'),
    url: event.url,
    ...(course !== null && { categories: [{ name: course }] }),
    // A deadline takes no time of the day.
    transparency:
      event.kind === 'calendar' ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
  }
}

function timesOf(event: FeedEvent): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  const at = new Date(event.at)
  if (event.kind !== 'calendar') return { start: at }
  const endsAt = event.endsAt === null ? null : new Date(event.endsAt)
  const days = wholeDaysOf({ at, endsAt })
  if (days) return { ...days, allDay: true }
  return endsAt && endsAt > at ? { start: at, end: endsAt } : { start: at }
}

function factsOf({ kind, submissionState }: FeedEvent, translate: Translate): string[] {
  if (kind === 'calendar') return []
  const state = submissionState === null || submissionState === 'unknown' ? null : submissionState
  return [
    translate(`deadlines.${kind}`),
    ...(state === null ? [] : [translate(`deadlines.submission_${state}`)]),
  ]
}

/** In one line: control characters are no part of a name, and the library lets some of them through. */
// oxlint-disable-next-line no-control-regex
const plain = (text: string) => text.replaceAll(/[\u0000-\u001F\u007F\u2028\u2029]+/g, ' ')
