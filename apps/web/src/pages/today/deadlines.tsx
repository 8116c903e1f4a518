import type { Deadline } from '@spike/contract'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { deadlinesQuery } from '../../data/deadlines-query.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { createDayOf, firstWeekdayIn } from './calendar-days.ts'
import { DeadlineRow } from './deadline-row.tsx'
import { groupDeadlines, type Urgency } from './group-deadlines.ts'

/** How many of a group stand there before the rest is asked for; of the others all. */
const shownAtFirst: Partial<Record<Urgency, number>> = { overdue: 4, later: 6 }
const doneShown = 20

/** What is due, in order of urgency; what is done is folded away. */
export function Deadlines(props: { syncing: boolean }) {
  const { t } = useLanguage()
  const { api } = useSession()
  const query = useQuery(() => deadlinesQuery(api))
  return (
    <section class="deadlines card" aria-labelledby="deadlines-heading" data-testid="deadlines">
      <h2 id="deadlines-heading">{t('deadlines.title')}</h2>
      <Loaded query={query} skeleton={<Skeleton count={6} />}>
        {(deadlines) => <DeadlineGroups deadlines={deadlines()} syncing={props.syncing} />}
      </Loaded>
    </section>
  )
}

function DeadlineGroups(props: { deadlines: readonly Deadline[]; syncing: boolean }) {
  const { t, language } = useLanguage()
  const now = createNow()
  const dayOf = createDayOf()
  const grouped = createMemo(() =>
    groupDeadlines(props.deadlines, { nowMs: now(), dayOf, firstOfWeek: firstWeekdayIn(language()) }),
  )
  const groupOf = (urgency: Urgency) => grouped().open.find((group) => group.urgency === urgency)
  // Keyed by what they are: a minute later the same groups keep their elements and what was unfolded.
  const urgencies = createMemo(() => grouped().open.map((group) => group.urgency), undefined, {
    equals: (before, after) => before.join() === after.join(),
  })
  return (
    <>
      <For
        each={urgencies()}
        fallback={
          <p class="deadlines-none fine">{t(props.syncing ? 'deadlines.noneYet' : 'deadlines.none')}</p>
        }
      >
        {(urgency) => <DeadlineGroup urgency={urgency} deadlines={groupOf(urgency)?.deadlines ?? []} />}
      </For>
      <Show when={grouped().done.length > 0}>
        <details class="fold deadlines-done">
          <summary>{t('deadlines.done', { count: grouped().done.length })}</summary>
          <ul class="deadline-list">
            <For each={grouped().done.slice(0, doneShown)}>
              {(deadline) => <DeadlineRow deadline={deadline} />}
            </For>
          </ul>
        </details>
      </Show>
    </>
  )
}

function DeadlineGroup(props: { urgency: Urgency; deadlines: readonly Deadline[] }) {
  const { t, format } = useLanguage()
  const [all, setAll] = createSignal(false)
  const headingId = () => `deadlines-${props.urgency}`
  const shown = () => (all() ? props.deadlines : props.deadlines.slice(0, shownAtFirst[props.urgency]))
  const more = () => props.deadlines.length - shown().length
  let list: HTMLUListElement | undefined

  function showAll(): void {
    const before = shown().length
    setAll(true)
    // The button is gone: the focus goes on at what it brought.
    list?.children[before]?.querySelector('a')?.focus()
  }

  return (
    <section class={`deadline-group deadline-group-${props.urgency}`} aria-labelledby={headingId()}>
      <h3 id={headingId()}>
        {t(`deadlines.${props.urgency}`)}
        <span class="deadline-count" aria-hidden="true">
          {format().number(props.deadlines.length)}
        </span>
      </h3>
      <ul class="deadline-list" ref={list}>
        <For each={shown()}>{(deadline) => <DeadlineRow deadline={deadline} />}</For>
      </ul>
      <Show when={more() > 0}>
        <button type="button" class="button button-quiet deadlines-more" onClick={showAll}>
          {t('deadlines.more', { count: more() })}
        </button>
      </Show>
    </section>
  )
}
