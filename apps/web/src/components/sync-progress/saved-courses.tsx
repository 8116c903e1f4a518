import type { SyncStatus } from '@spike/contract'
import { useQuery } from '@tanstack/solid-query'
import { createEffect, createMemo, For, on, Show } from 'solid-js'
import { keys } from '../../data/keys.ts'
import { leaveOutNumber } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { CourseMark } from '../course-mark.tsx'
import { loadedValue } from '../loaded.tsx'

/**
 * At a student's first sync, the courses one after another as they are saved, each a link. The box has one size from
 * the beginning, so that nothing around it moves; the newest comes at the end and is scrolled to. At later syncs the
 * pages have the courses already, and this shows nothing.
 */
export function SavedCourses(props: { status: SyncStatus }) {
  const { t } = useLanguage()
  const { api } = useSession()
  const courses = useQuery(() => ({ queryKey: keys.courses, queryFn: api.courses }))
  const startedAt = createMemo(() => Date.parse(props.status.createdAt))
  const read = createMemo(() =>
    (loadedValue(courses) ?? [])
      .filter((course) => course.readAt !== null)
      .toSorted((a, b) => Date.parse(a.readAt ?? '') - Date.parse(b.readAt ?? '')),
  )
  const isFirstSync = createMemo(() => {
    const [first] = read()
    return loadedValue(courses) !== undefined && (!first || Date.parse(first.readAt ?? '') >= startedAt())
  })

  let list: HTMLUListElement | undefined
  /** Whoever looks at a course in the list is not taken away from it. */
  const isUsed = () => list?.matches(':hover, :focus-within') ?? true
  createEffect(
    on(
      () => read().length,
      () => {
        if (list && !isUsed()) list.scrollTop = list.scrollHeight
      },
      { defer: true },
    ),
  )

  return (
    <Show when={isFirstSync() && (read().length > 0 || props.status.status !== 'failed')}>
      <section class="saved card" aria-labelledby="saved-heading" data-testid="saved-courses">
        <h2 id="saved-heading" class="saved-heading">
          {t('progress.savedCourses')}
          <Show when={read().length > 0}>
            <span class="saved-count">{t('progress.courses', { count: read().length })}</span>
          </Show>
        </h2>
        <Show when={read().length > 0} fallback={<p class="saved-none">{t('progress.savedSoon')}</p>}>
          <ul class="saved-list" ref={(element) => (list = element)}>
            <For each={read()}>
              {(course) => (
                <li class="saved-course">
                  <a href={`/courses/${course.id}`} data-testid="saved-course">
                    <CourseMark courseId={course.id} />
                    <span class="saved-name" dir="auto">
                      {leaveOutNumber(course.name)}
                    </span>
                    <span class="saved-items">{t('progress.items', { count: course.itemCount })}</span>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </Show>
  )
}
