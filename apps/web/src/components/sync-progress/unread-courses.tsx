import type { SyncStatus } from '@spike/contract'
import { For, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { createAction } from '../create-action.ts'
import { ErrorNote } from '../error-note.tsx'
import { Icon } from '../icon.tsx'
import { StartButton } from './start-button.tsx'

/**
 * Partial success: which courses are not, or not newly, here, and why. "Try these again" has these read again and
 * nothing else; `onStarted` is then given the sync to follow (the same one, without them, where all were read meanwhile).
 */
export function UnreadCourses(props: { status: SyncStatus; onStarted: (status: SyncStatus) => void }) {
  const { t } = useLanguage()
  const { api } = useSession()
  const { run, error } = createAction()
  const count = () => props.status.unreadCourses.length

  const readAgain = () => run(async () => props.onStarted(await api.readUnread(props.status.jobId)))

  return (
    <Show when={count() > 0}>
      <div class="note note-warning" data-testid="unread-courses">
        <Icon name="alert" />
        <div class="note-body">
          <p class="note-title">{t('progress.unreadCourses', { count: count() })}</p>
          <ul class="unread-list">
            <For each={props.status.unreadCourses}>
              {(course) => (
                <li>
                  <span class="unread-name">
                    <bdi>{course.name}</bdi>
                  </span>
                  <span class="unread-reason">{t(`errors.${course.code}`)}</span>
                </li>
              )}
            </For>
          </ul>
          <div class="actions">
            <StartButton onStart={readAgain}>{t('progress.readUnread', { count: count() })}</StartButton>
          </div>
          <Show when={error()}>{(failure) => <ErrorNote error={failure()} />}</Show>
        </div>
      </div>
    </Show>
  )
}
