import type { Deadline } from '@spike/contract'
import { createSignal, For, Show } from 'solid-js'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

const shownAtFirst = { overdue: 3, next: 5 } as const
const dayMs = 86_400_000
/** What is overdue for longer than this is not "next" any more. */
export const overdueShownMs = 14 * dayMs
const soonMs = 2 * dayMs

export type Urgency = 'overdue' | 'soon' | 'later'

/** What is still to be done, the most urgent first. */
export function openDeadlines(deadlines: readonly Deadline[], nowMs: number): Deadline[] {
  return deadlines
    .filter((deadline) => !deadline.done && Date.parse(deadline.dueAt) > nowMs - overdueShownMs)
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
}

/** The last that were missed, and those to come: many of the one must not hide the other. */
export function firstDeadlines(open: readonly Deadline[], nowMs: number): Deadline[] {
  const missed = open.filter((deadline) => urgencyOf(deadline, nowMs) === 'overdue')
  const next = open.slice(missed.length)
  return [...missed.slice(-shownAtFirst.overdue), ...next.slice(0, shownAtFirst.next)]
}

export function urgencyOf(deadline: Deadline, nowMs: number): Urgency {
  const left = Date.parse(deadline.dueAt) - nowMs
  return left < 0 ? 'overdue' : left < soonMs ? 'soon' : 'later'
}

export function NextDeadlines(props: { deadlines: readonly Deadline[] }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const [all, setAll] = createSignal(false)
  const open = () => openDeadlines(props.deadlines, now())
  const shown = () => (all() ? open() : firstDeadlines(open(), now()))
  return (
    <section class="deadlines card" aria-labelledby="deadlines-heading" data-testid="deadlines">
      <h2 id="deadlines-heading">{t('deadlines.title')}</h2>
      <Show when={open().length > 0} fallback={<p class="fine">{t('deadlines.none')}</p>}>
        <ul>
          <For each={shown()}>
            {(deadline) => (
              <li class={`deadline deadline-${urgencyOf(deadline, now())}`}>
                <p class="deadline-when">
                  <time dateTime={deadline.dueAt}>{format().dayAndTime(deadline.dueAt)}</time>
                  <span>
                    {urgencyOf(deadline, now()) === 'overdue' ? `${t('deadlines.overdue')}, ` : ''}
                    {format().relative(deadline.dueAt, now())}
                  </span>
                </p>
                <p class="deadline-title">
                  <Show when={deadline.url} fallback={<bdi>{deadline.title}</bdi>}>
                    {(url) => (
                      <a href={url()} target="_blank" rel="noreferrer" dir="auto">
                        {deadline.title}
                        <span class="visually-hidden"> ({t('app.opensMoodle')})</span>
                      </a>
                    )}
                  </Show>
                </p>
                <p class="fine">
                  {t(`deadlines.${deadline.kind}`)}
                  <Show when={deadline.courseName}>
                    {' · '}
                    <bdi>{deadline.courseName}</bdi>
                  </Show>
                </p>
              </li>
            )}
          </For>
        </ul>
        <Show when={open().length > shown().length}>
          <button type="button" class="button button-quiet" onClick={() => setAll(true)}>
            {t('deadlines.more', { count: open().length - shown().length })}
          </button>
        </Show>
      </Show>
    </section>
  )
}
