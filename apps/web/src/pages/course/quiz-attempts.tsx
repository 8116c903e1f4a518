import type { Item } from '@spike/contract'
import { For, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

type Quiz = NonNullable<Item['quiz']>
type Attempt = NonNullable<Quiz['attempts']>[number]

const knownStates = ['inprogress', 'overdue', 'submitted', 'finished', 'abandoned'] as const

/** What the student has done of a quiz: the best grade, and each attempt behind their number. */
export function QuizAttempts(props: { quiz: Quiz }) {
  const { t, format } = useLanguage()
  const attempts = () => props.quiz.attempts ?? []
  const words = ({ number, state, startedAt, finishedAt }: Attempt) => {
    const known = knownStates.find((one) => one === state)
    const at = finishedAt ?? startedAt
    return [
      t('courses.attempt', { number }),
      ...(known ? [t(`courses.attempt_${known}`)] : []),
      ...(at === null ? [] : [format().dayAndTime(at)]),
    ].join(' · ')
  }
  return (
    <>
      <Show when={props.quiz.bestGrade !== null}>
        <p class="item-facts">{t('courses.bestGrade', { grade: props.quiz.bestGrade ?? 0 })}</p>
      </Show>
      <Show when={attempts().length > 0}>
        <details class="fold">
          <summary>{t('courses.attemptsMade', { count: attempts().length })}</summary>
          <ul class="fine">
            <For each={attempts()}>{(attempt) => <li>{words(attempt)}</li>}</For>
          </ul>
        </details>
      </Show>
    </>
  )
}
