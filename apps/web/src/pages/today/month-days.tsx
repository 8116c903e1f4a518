import type { CalendarEvent } from '@spike/contract'
import { createEffect, createMemo, For, Index, on, Show } from 'solid-js'
import { courseHue } from '../../components/course-mark.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { dayAsDate, dayText, type Day } from './calendar-days.ts'
import { dayAfterKey, monthOf, weeksOf, type Month } from './month-grid.ts'

const dotsShown = 3

export interface MonthDaysProps {
  month: Month
  today: Day
  chosen: Day
  byDay: ReadonlyMap<Day, readonly CalendarEvent[]>
  /** 0 is Sunday. */
  firstOfWeek: number
  rtl: boolean
  busy: boolean
  onChoose: (day: Day) => void
}

/**
 * The days of a month as a grid of which one day is chosen (the grid pattern of the ARIA Authoring Practices): arrows
 * go by days and weeks, Home and End to the ends of the week, Page Up and Down by months, with Shift by years.
 */
export function MonthDays(props: MonthDaysProps) {
  const { format } = useLanguage()
  const weeks = createMemo(() => weeksOf(props.month, props.firstOfWeek))
  let grid: HTMLTableElement | undefined
  /** The day that takes the focus once it is the chosen one: another month comes a moment later. */
  let awaited: Day | null = null

  createEffect(
    on(
      () => props.chosen,
      (day) => {
        if (day !== awaited) return
        awaited = null
        grid?.querySelector<HTMLElement>(`[data-day="${dayText(day)}"]`)?.focus()
      },
    ),
  )

  function choose(day: Day): void {
    awaited = day
    props.onChoose(day)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const day = dayAfterKey(props.chosen, event, { rtl: props.rtl, firstOfWeek: props.firstOfWeek })
    if (day === null) return
    event.preventDefault()
    choose(day)
  }

  return (
    <table
      class="month-days"
      role="grid"
      aria-labelledby="month-heading"
      aria-busy={props.busy}
      ref={grid}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <For each={weeks()[0]}>
            {(day) => (
              <th scope="col">
                <span aria-hidden="true">{format().weekday(dayAsDate(day), 'narrow')}</span>
                <span class="visually-hidden">{format().weekday(dayAsDate(day), 'long')}</span>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <Index each={weeks()}>
          {(week) => (
            <tr>
              <Index each={week()}>
                {(day) => (
                  <td role="gridcell" aria-selected={day() === props.chosen}>
                    <MonthDay
                      day={day()}
                      events={props.byDay.get(day()) ?? []}
                      isChosen={day() === props.chosen}
                      isToday={day() === props.today}
                      isOutside={monthOf(day()) !== props.month}
                      onChoose={choose}
                    />
                  </td>
                )}
              </Index>
            </tr>
          )}
        </Index>
      </tbody>
    </table>
  )
}

function MonthDay(props: {
  day: Day
  events: readonly CalendarEvent[]
  isChosen: boolean
  isToday: boolean
  isOutside: boolean
  onChoose: (day: Day) => void
}) {
  const { t, format } = useLanguage()
  const name = () => {
    const day = format().day(dayAsDate(props.day))
    const count = props.events.length
    return count > 0 ? `${day}, ${t('today.dayEvents', { count })}` : day
  }
  return (
    <button
      type="button"
      class="month-day"
      classList={{
        'month-day-chosen': props.isChosen,
        'month-day-today': props.isToday,
        'month-day-outside': props.isOutside,
      }}
      tabindex={props.isChosen ? 0 : -1}
      data-day={dayText(props.day)}
      aria-current={props.isToday ? 'date' : undefined}
      onClick={() => props.onChoose(props.day)}
    >
      <span class="visually-hidden">{name()}</span>
      <span class="month-number" aria-hidden="true">
        {format().number(dayAsDate(props.day).getUTCDate())}
      </span>
      <span class="month-dots" aria-hidden="true">
        <For each={props.events.slice(0, dotsShown)}>
          {(event) => (
            <span
              class={`month-dot ${event.courseId === null ? '' : `hue-${courseHue(event.courseId)}`}`}
              classList={{ 'month-dot-done': event.done, 'month-dot-calendar': event.kind === 'calendar' }}
            />
          )}
        </For>
        <Show when={props.events.length > dotsShown}>
          <span class="month-more">{t('today.dayMore', { count: props.events.length - dotsShown })}</span>
        </Show>
      </span>
    </button>
  )
}
