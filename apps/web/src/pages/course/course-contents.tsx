import type { CourseDetail } from '@spike/contract'
import { Key } from '@solid-primitives/keyed'
import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { ChoiceGroup } from '../../components/choice-group.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { useFilterText } from '../../components/filter-text.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { CourseGroupCard } from './course-group-card.tsx'
import { opensMoodleId } from './course-item.tsx'
import {
  createFinder,
  groupByKind,
  groupBySection,
  type CourseGroup,
  type GroupRow,
} from './course-groups.ts'
import { GroupLinks } from './group-links.tsx'
import { createGrowing } from './grow.ts'
import { revealItem, useNamedItem } from './reveal-item.ts'

const firstRows = 16

/** Everything in a course, by section or by kind (`?view=kinds`), narrowed by what is typed (`?q=`). */
export function CourseContents(props: {
  detail: CourseDetail
  /** Items that were new when the page was come to. */
  newItems: ReadonlySet<string>
  onOpenItem: (id: string) => Promise<void>
}) {
  const { t } = useLanguage()
  const [params, setParams] = useSearchParams<{ view: string }>()
  const view = () => (params.view === 'kinds' ? 'kinds' : 'sections')
  const filter = useFilterText()
  const isNarrowed = () => filter.applied() !== ''

  const itemIds = createMemo(
    () => new Set(props.detail.sections.flatMap((section) => section.items.map((item) => item.id))),
  )
  const groups = createMemo(() =>
    view() === 'kinds' ? groupByKind(props.detail.sections) : groupBySection(props.detail.sections),
  )
  const finder = createMemo(() => createFinder(props.detail.sections))
  const found = createMemo(() => (isNarrowed() ? finder()(filter.applied()) : null))
  const isFound = ({ item, solution }: GroupRow) => {
    const fits = found()
    return fits === null || fits.items.has(item.id) || (solution !== null && fits.items.has(solution.id))
  }
  // By no memo of the groups: one is behind for a moment when the view changes, and all of them would stay unseen.
  const isShown = ({ about, rows }: CourseGroup) =>
    !isNarrowed() || rows.some(isFound) || ('section' in about && found()?.sections.has(about.section.id))
  /** The groups in which something fits, each with what does. */
  const foundGroups = createMemo(() =>
    groups()
      .filter(isShown)
      .map((group) => (!isNarrowed() ? group : { ...group, rows: group.rows.filter(isFound) })),
  )
  /** How many rows stand before each group. */
  const starts = createMemo(() => {
    let rows = 0
    return groups().map((group) => {
      const start = rows
      // A group without rows counts as one: it is drawn too.
      rows += Math.max(1, group.rows.length)
      return start
    })
  })
  const total = () => groups().reduce((sum, group) => sum + Math.max(1, group.rows.length), 0)
  const drawn = createGrowing({
    total,
    of: view,
    first: firstRows,
  })
  const drawnGroups = createMemo(() => {
    const count = starts().filter((start) => start < drawn()).length
    return groups().slice(0, count)
  })
  const drawnOf = (index: number) => drawn() - (starts()[index] ?? 0)

  const named = useNamedItem()
  const rowOf = createMemo(() => {
    const rows = new Map<string, number>()
    groups().forEach((group, index) =>
      group.rows.forEach(({ item, solution }, row) => {
        const at = (starts()[index] ?? 0) + row
        rows.set(item.id, at)
        if (solution) rows.set(solution.id, at)
      }),
    )
    return rows
  })
  revealItem(named, (id) => (rowOf().get(id) ?? Infinity) < drawn())

  const [wanted, setWanted] = createSignal<CourseGroup | null>(null)
  createEffect(
    on([wanted, drawnGroups], ([group, shown]) => {
      if (group === null || !shown.some(({ id }) => id === group.id)) return
      const heading = document.getElementById(group.id)
      heading?.scrollIntoView({ block: 'start' })
      heading?.focus({ preventScroll: true })
      setWanted(null)
    }),
  )

  return (
    <>
      <span id={opensMoodleId} hidden>
        {t('app.opensMoodle')}
      </span>
      <div class="course-tools">
        <ChoiceGroup
          label={t('courses.view')}
          labelHidden
          value={view()}
          choices={[
            { value: 'sections', label: t('courses.bySection') },
            { value: 'kinds', label: t('courses.byKind') },
          ]}
          onChange={(next) =>
            setParams({ view: next === 'kinds' ? next : null }, { replace: true, scroll: false })
          }
        />
        <FilterField
          label={t('courses.filterItems')}
          text={filter}
          found={t('courses.itemsFound', {
            count: foundGroups().reduce((sum, group) => sum + group.rows.length, 0),
          })}
        />
      </div>
      <Show when={foundGroups().length === 0}>
        <EmptyState title={t('courses.noneFound')} text={t('courses.noneFoundText')} />
      </Show>
      <div class="course-columns" hidden={foundGroups().length === 0}>
        <GroupLinks groups={foundGroups()} onGo={setWanted} />
        <Show when={view()} keyed>
          <div class="groups">
            <Key each={drawnGroups()} by="id">
              {(group, index) => (
                <CourseGroupCard
                  group={group()}
                  drawn={drawnOf(index())}
                  isFound={isFound}
                  hidden={!isShown(group())}
                  page={{
                    isHere: (id) => itemIds().has(id),
                    isNew: ({ id }) => props.newItems.has(id),
                    isNamed: (id) => named() === id,
                    onOpen: props.onOpenItem,
                  }}
                />
              )}
            </Key>
          </div>
        </Show>
      </div>
    </>
  )
}
