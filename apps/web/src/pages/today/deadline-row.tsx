import type { Deadline } from '@spike/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { leaveOutNumber } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { EntryTitle } from './entry-title.tsx'

/** One deadline in a line: what, of which course, how far it is, and how long there is. */
export function DeadlineRow(props: { deadline: Deadline }) {
  const { format } = useLanguage()
  return (
    <li class="deadline" data-testid="deadline">
      <div class="deadline-what">
        <EntryTitle entry={props.deadline} />
        <p class="deadline-facts">
          <Show when={props.deadline.courseId}>
            {(id) => (
              <A href={`/courses/${id()}`} class="deadline-course">
                <CourseMark courseId={id()} />
                <span dir="auto" title={props.deadline.courseName ?? ''}>
                  {leaveOutNumber(props.deadline.courseName ?? '')}
                </span>
              </A>
            )}
          </Show>
          <DeadlineState deadline={props.deadline} />
        </p>
      </div>
      <p class="deadline-when">
        <RelativeTime at={props.deadline.dueAt} class="deadline-left" />
        <span>{format().dayAndTime(props.deadline.dueAt)}</span>
      </p>
      <Show when={props.deadline.url} fallback={<span />}>
        {(url) => (
          <MoodleLink href={url()} class="entry-moodle">
            <span class="visually-hidden">{props.deadline.title}</span>
          </MoodleLink>
        )}
      </Show>
    </li>
  )
}

/** How far an assignment is handed in; of the rest, and where that is not known, what kind of deadline it is. */
function DeadlineState(props: { deadline: Deadline }) {
  const { t } = useLanguage()
  const state = () => {
    const { submissionState } = props.deadline
    return submissionState === null || submissionState === 'unknown' ? null : submissionState
  }
  return (
    <Show when={state()} fallback={<span>{t(`deadlines.${props.deadline.kind}`)}</span>}>
      {(known) => (
        <span class={`deadline-state deadline-state-${known()}`}>
          <Show when={known() === 'submitted'}>
            <Icon name="check" />
          </Show>
          {t(`deadlines.submission_${known()}`)}
        </span>
      )}
    </Show>
  )
}
