import { directionOf } from '@spike/contract/languages'
import { A, useSearchParams } from '@solidjs/router'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, Show } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { loadedValue } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { keys } from '../../data/keys.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { createDayOf, dayAsDate, firstWeekdayIn, type Day } from './calendar-days.ts'
import { DayEvents } from './day-events.tsx'
import { MonthDays } from './month-days.tsx'
import { eventsByDay, firstDayOf, monthOf, rangeOf, readMonth, shiftMonth, type Month } from './month-grid.ts'

/** A month of the student's calendar, and what stands on the day chosen in it. The month stands in the address. */
export function MonthCalendar() {
  const { t, format, language } = useLanguage()
  const { api } = useSession()
  const [address, setAddress] = useSearchParams<{ month?: string }>()
  const now = createNow()
  const dayOf = createDayOf()
  const today = createMemo(() => dayOf(now()))
  const month = createMemo(() => readMonth(address.month) ?? monthOf(today()))
  const firstWeekday = () => firstWeekdayIn(language())
  const [picked, setPicked] = createSignal<Day | null>(null)
  const chosen = createMemo(() => {
    const day = picked()
    if (day !== null && monthOf(day) === month()) return day
    return monthOf(today()) === month() ? today() : firstDayOf(month())
  })

  const query = useQuery(() => ({
    queryKey: keys.calendar(month()),
    queryFn: () => api.calendar(rangeOf(month(), firstWeekday())),
    placeholderData: keepPreviousData,
  }))
  const byDay = createMemo(() => eventsByDay(loadedValue(query) ?? [], dayOf))

  function show(next: Month, { replace = false } = {}): void {
    if (next !== month()) setAddress({ month: next === monthOf(today()) ? undefined : next }, { replace })
  }
  /** Going from day to day over the end of a month is no step to go back by. */
  function choose(day: Day): void {
    setPicked(day)
    show(monthOf(day), { replace: true })
  }

  return (
    <section class="month card" aria-labelledby="month-heading" data-testid="month">
      <header class="month-head">
        <h2 id="month-heading" aria-live="polite">
          <span class="visually-hidden">{t('today.calendar')}: </span>
          {format().month(dayAsDate(firstDayOf(month())))}
        </h2>
        <button
          type="button"
          class="icon-button month-back"
          aria-label={t('today.previousMonth')}
          onClick={() => show(shiftMonth(month(), -1))}
        >
          <Icon name="chevron" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t('today.nextMonth')}
          onClick={() => show(shiftMonth(month(), 1))}
        >
          <Icon name="chevron" />
        </button>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            setPicked(today())
            show(monthOf(today()))
          }}
        >
          {t('today.thisMonth')}
        </button>
      </header>
      <MonthDays
        month={month()}
        today={today()}
        chosen={chosen()}
        byDay={byDay()}
        firstOfWeek={firstWeekday()}
        rtl={directionOf(language()) === 'rtl'}
        busy={query.isFetching}
        onChoose={choose}
      />
      <Show
        when={!query.isError || query.data}
        fallback={<ErrorNote error={query.error} onRetry={() => query.refetch()} />}
      >
        <DayEvents
          day={chosen()}
          events={byDay().get(chosen()) ?? []}
          loaded={!query.isPlaceholderData && !query.isPending}
          dayOf={dayOf}
        />
      </Show>
      <A href="/account#calendar-feed" class="month-feed">
        <Icon name="phone" />
        {t('today.feedTitle')}
      </A>
    </section>
  )
}
