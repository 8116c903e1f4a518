import type { Section } from '@spike/contract'
import { For, Show } from 'solid-js'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { CourseItem } from './course-item.tsx'

export function CourseSection(props: {
  section: Section
  itemIds: ReadonlySet<string>
  onOpenItem: (id: string) => Promise<void>
}) {
  const { t } = useLanguage()
  return (
    <section class="section card" aria-labelledby={`section-${props.section.id}`}>
      <h2 id={`section-${props.section.id}`} dir="auto">
        {props.section.name || t('courses.sectionUnnamed', { number: props.section.number })}
      </h2>
      <Show when={props.section.summaryHtml}>{(html) => <MoodleHtml html={html()} />}</Show>
      <Show when={props.section.items.length > 0}>
        <ul class="items">
          <For each={props.section.items}>
            {(item) => <CourseItem item={item} itemIds={props.itemIds} onOpen={props.onOpenItem} />}
          </For>
        </ul>
      </Show>
    </section>
  )
}
