import type { Item } from '@spike/contract'
import { Show } from 'solid-js'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

type Assignment = NonNullable<Item['assignment']>

/** Before this a date asks for nothing yet. */
const soonMs = 3 * 86_400_000

/** Until when, and whether it was handed in. Only a date that asks for something by now is loud. */
export function AssignmentFacts(props: { assignment: Assignment }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const handedIn = () => props.assignment.submissionState === 'submitted' || props.assignment.graded
  const dueAt = () => props.assignment.extendedTo ?? props.assignment.dueAt
  const urgency = () => {
    const due = dueAt()
    if (!due || handedIn() || props.assignment.submissionState === 'none') return 'calm'
    const leftMs = Date.parse(due) - now()
    return leftMs < 0 ? 'overdue' : leftMs < soonMs ? 'soon' : 'calm'
  }
  const opensLater = () => {
    const opens = props.assignment.opensAt
    return opens !== null && Date.parse(opens) > now() ? opens : null
  }
  const submissionWords = () => {
    const words = {
      none: t('courses.submissionNone'),
      new: t('courses.submissionNew'),
      draft: t('courses.submissionDraft'),
      reopened: t('courses.submissionReopened'),
      submitted: t('courses.submissionSubmitted'),
      unknown: t('courses.submissionUnknown'),
    } as const
    return words[props.assignment.submissionState]
  }
  return (
    <p class={`item-facts assignment-${urgency()}`}>
      <Show when={dueAt()}>
        {(due) => (
          <time dateTime={due()}>
            {props.assignment.extendedTo
              ? t('courses.extendedTo', { when: format().dayAndTime(due()) })
              : t('courses.due', { when: format().dayAndTime(due()) })}
          </time>
        )}
      </Show>
      <Show when={opensLater()}>
        {(opens) => <span>{t('courses.opensAt', { when: format().dayAndTime(opens()) })}</span>}
      </Show>
      <Show when={!handedIn() && props.assignment.cutOffAt}>
        {(cutOff) => <span>{t('courses.closedAt', { when: format().dayAndTime(cutOff()) })}</span>}
      </Show>
      <span>{submissionWords()}</span>
      <Show when={props.assignment.graded}>
        <span>{t('courses.graded')}</span>
      </Show>
    </p>
  )
}
