import { Key } from '@solid-primitives/keyed'
import { useLanguage } from '../../language/language-context.tsx'
import type { CourseGroup } from './course-groups.ts'
import { useGroupTitle } from './group-title.ts'

/** The way to each part of the page: beside it where there is room, else a line that scrolls along its head. */
export function GroupLinks(props: { groups: readonly CourseGroup[]; onGo: (group: CourseGroup) => void }) {
  const { t, format } = useLanguage()
  const titleOf = useGroupTitle()
  return (
    <nav class="group-links" aria-label={t('courses.onThisPage')}>
      <ul>
        <Key each={props.groups} by="id">
          {(group) => (
            <li>
              <a
                href={`${location.pathname}${location.search}#${group().id}`}
                classList={{ 'group-link-inside': group().level === 3 }}
                onClick={(event) => {
                  // The part may not be drawn yet: the page takes the way there itself.
                  event.preventDefault()
                  props.onGo(group())
                }}
              >
                <bdi class="group-link-name">{titleOf(group())}</bdi>
                <span class="group-link-count">{format().number(group().rows.length)}</span>
              </a>
            </li>
          )}
        </Key>
      </ul>
    </nav>
  )
}
