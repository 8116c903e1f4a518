import { Key } from '@solid-primitives/keyed'
import { createMemo, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { CourseItem, type ItemSurroundings } from './course-item.tsx'
import type { CourseGroup, GroupRow } from './course-groups.ts'
import { disposeLater } from './dispose-later.ts'
import { useGroupTitle } from './group-title.ts'

/** A section, or what is of one kind, with its rows; `drawn` says how many of them by now. */
export function CourseGroupCard(props: {
  group: CourseGroup
  drawn: number
  /** What does not fit what was typed stays in the page, unseen. */
  isFound: (row: GroupRow) => boolean
  hidden: boolean
  page: ItemSurroundings
}) {
  const count = createMemo(() => Math.min(props.drawn, props.group.rows.length))
  const titleOf = useGroupTitle()
  const summaryHtml = () => ('section' in props.group.about ? props.group.about.section.summaryHtml : null)
  return (
    <section
      class="group card"
      classList={{ 'group-inside': props.group.level === 3 }}
      aria-labelledby={props.group.id}
      hidden={props.hidden}
      style={{ '--rows': count() }}
    >
      <Dynamic component={`h${props.group.level}`} id={props.group.id} tabindex="-1" dir="auto">
        {titleOf(props.group)}
      </Dynamic>
      <Show when={summaryHtml()}>{(html) => <MoodleHtml html={html()} />}</Show>
      <Show when={props.group.rows.length > 0}>
        <ul class="items">
          <Key each={props.group.rows.slice(0, count())} by={({ item }) => item.id}>
            {(row) =>
              disposeLater(() => (
                <li classList={{ 'item-pair': row().solution !== null }} hidden={!props.isFound(row())}>
                  <CourseItem item={row().item} page={props.page} solutionShown={row().solution !== null} />
                  <Show when={row().solution}>
                    {(solution) => <CourseItem item={solution()} page={props.page} />}
                  </Show>
                </li>
              ))
            }
          </Key>
        </ul>
      </Show>
    </section>
  )
}
