import { changeKinds } from '@spike/contract/change-kinds'
import { useQuery } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { loadedValue } from '../../components/loaded.tsx'
import { keys, type ChangesFilter } from '../../data/keys.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'

/** As it stands in the page's address. */
export interface ChangedAddress {
  kind?: string | undefined
  course?: string | undefined
  unread?: string | undefined
}

export function ChangesFilters(props: {
  filter: ChangesFilter
  onChange: (address: ChangedAddress) => void
}) {
  const { t, format } = useLanguage()
  const { api } = useSession()
  const courses = useQuery(() => ({ queryKey: keys.courses, queryFn: api.courses }))
  const names = () => (loadedValue(courses) ?? []).toSorted((a, b) => format().compare(a.name, b.name))
  return (
    <div class="filter-bar">
      <label class="filter-choice">
        <span class="fine">{t('changes.kind')}</span>
        <select
          value={props.filter.kind ?? ''}
          onChange={(event) => props.onChange({ kind: event.currentTarget.value || undefined })}
        >
          <option value="">{t('changes.allKinds')}</option>
          <For each={changeKinds}>{(kind) => <option value={kind}>{t(`changes.${kind}`)}</option>}</For>
        </select>
      </label>
      <label class="filter-choice">
        <span class="fine">{t('changes.course')}</span>
        <select onChange={(event) => props.onChange({ course: event.currentTarget.value || undefined })}>
          <option value="" selected={props.filter.courseId === undefined}>
            {t('changes.allCourses')}
          </option>
          <For each={names()}>
            {(course) => (
              <option value={course.id} selected={course.id === props.filter.courseId}>
                {course.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="changes-unread">
        <input
          type="checkbox"
          checked={props.filter.unread ?? false}
          onChange={(event) => props.onChange({ unread: event.currentTarget.checked ? '1' : undefined })}
        />
        <span>{t('changes.unreadOnly')}</span>
      </label>
    </div>
  )
}
