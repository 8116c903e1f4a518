import type { Item } from '@spike/contract'
import { Show } from 'solid-js'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

type Quiz = NonNullable<Item['quiz']>

/** When it can be taken, and on what terms while it still can. */
export function QuizFacts(props: { quiz: Quiz }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const isPast = (iso: string) => Date.parse(iso) < now()
  const closed = () => props.quiz.closesAt !== null && isPast(props.quiz.closesAt)
  const opensLater = () => {
    const opens = props.quiz.opensAt
    return opens !== null && !isPast(opens) ? opens : null
  }
  return (
    <p class="item-facts">
      <Show when={opensLater()}>
        {(opens) => <span>{t('courses.opensAt', { when: format().dayAndTime(opens()) })}</span>}
      </Show>
      <Show when={props.quiz.closesAt}>
        {(closes) => (
          <time dateTime={closes()}>
            {closed()
              ? t('courses.quizClosed', { when: format().dayAndTime(closes()) })
              : t('courses.quizCloses', { when: format().dayAndTime(closes()) })}
          </time>
        )}
      </Show>
      <Show when={!closed() && props.quiz.timeLimitSeconds}>
        {(seconds) => <span>{t('courses.timeLimit', { length: format().seconds(seconds()) })}</span>}
      </Show>
      <Show when={!closed() && props.quiz.attemptsAllowed}>
        {(count) => <span>{t('courses.attempts', { count: count() })}</span>}
      </Show>
    </p>
  )
}
