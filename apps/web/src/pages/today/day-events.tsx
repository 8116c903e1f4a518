import type { CalendarEvent } from '@spike/contract'
import { For, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { dayAsDate, type Day } from './calendar-days.ts'
import { EntryTitle } from './entry-title.tsx'

/** What stands on one day of the calendar. */
export function DayEvents(props: {
  day: Day
  events: readonly CalendarEvent[]
  /** Whether all that stands on it is known. */
  loaded: boolean
  dayOf: (at: string) => Day
}) {
  const { t, format } = useLanguage()
  const timeOf = (event: CalendarEvent) => {
    const { at, endsAt } = event
    if (endsAt === null || endsAt === at) return format().time(at)
    const sameDay = props.dayOf(at) === props.dayOf(endsAt)
    const write = sameDay ? format().time : format().dayAndTime
    return t('today.eventUntil', { from: write(at), to: write(endsAt) })
  }
  return (
    <div class="day-events">
      <h3>{format().day(dayAsDate(props.day))}</h3>
      <ul>
        <For each={props.events} fallback={<li class="fine">{props.loaded ? t('today.dayEmpty') : ''}</li>}>
          {(event) => (
            <li class="day-event" data-testid="day-event">
              <Show when={event.courseId} fallback={<span class="course-mark" aria-hidden="true" />}>
                {(id) => <CourseMark courseId={id()} />}
              </Show>
              <div>
                <EntryTitle entry={event} />
                <p class="fine">
                  {timeOf(event)}
                  <Show when={event.courseName}>
                    {' · '}
                    <bdi>{keepNumberWhole(event.courseName ?? '')}</bdi>
                  </Show>
                  <Show when={event.done}>
                    <span class="day-event-done">
                      <Icon name="check" />
                      {t('today.eventDone')}
                    </span>
                  </Show>
                </p>
              </div>
              <Show when={event.url}>
                {(url) => (
                  <MoodleLink href={url()} class="entry-moodle">
                    <span class="visually-hidden">{event.title}</span>
                  </MoodleLink>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
