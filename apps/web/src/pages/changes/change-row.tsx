import type { Change } from '@spike/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { leaveOutNumber } from '../../language/course-name.ts'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { ChangedFieldLine } from './changed-field-line.tsx'

/** `onRead` is told whether the student asked for the mark, or went on to what the change is about. */
export function ChangeRow(props: { change: Change; onRead: (isAsked: boolean) => void }) {
  const { t, format } = useLanguage()
  const kind = () =>
    props.change.subject === 'course' && props.change.kind === 'new' ? 'newCourse' : props.change.kind
  const wasOpened = () => {
    if (!props.change.read) props.onRead(false)
  }
  return (
    <li class="change" classList={{ 'change-unread': !props.change.read }}>
      <p class="change-head">
        <Show when={!props.change.read}>
          <span class="change-dot">
            <span class="visually-hidden">{t('changes.unread')}</span>
          </span>
        </Show>
        <span class={`kind change-${props.change.kind}`}>{t(`changes.${kind()}`)}</span>
        <Show
          when={pageOf(props.change)}
          fallback={
            <span class="change-title" dir="auto">
              {props.change.title}
            </span>
          }
        >
          {(href) => (
            <A href={href()} class="change-title plain-link" dir="auto" onClick={wasOpened}>
              {props.change.title}
            </A>
          )}
        </Show>
      </p>
      <For each={props.change.fields}>{(field) => <ChangedFieldLine field={field} />}</For>
      <Show when={props.change.textHtml}>
        {(html) => (
          <details class="fold" onToggle={wasOpened}>
            <summary>{t('changes.announcementText')}</summary>
            <MoodleHtml html={html()} />
          </details>
        )}
      </Show>
      <p class="change-facts fine">
        <Show when={props.change.courseName}>
          {(name) => (
            <span class="change-course">
              <Show when={props.change.courseId}>{(id) => <CourseMark courseId={id()} />}</Show>
              <bdi>{leaveOutNumber(name())}</bdi>
            </span>
          )}
        </Show>
        <time dateTime={props.change.at}>{format().time(props.change.at)}</time>
        <Show when={props.change.kind !== 'gone' && props.change.url}>
          {(url) => <MoodleLink href={url()}>{t('changes.inMoodle')}</MoodleLink>}
        </Show>
      </p>
      <Show when={!props.change.read}>
        <button
          type="button"
          class="icon-button change-mark"
          aria-label={t('changes.markRead', { title: isolate(props.change.title) })}
          onClick={() => props.onRead(true)}
        >
          <Icon name="check" />
        </button>
      </Show>
    </li>
  )
}

/** Where in Spike it is; null where it is gone. */
function pageOf({ kind, subject, courseId, itemId }: Change): string | null {
  if (courseId === null) return null
  if (subject === 'grade') return `/grades#course-${courseId}`
  if (kind === 'gone') return subject === 'item' ? `/courses/${courseId}` : null
  return itemId === null ? `/courses/${courseId}` : `/courses/${courseId}#item-${itemId}`
}
