import type { Item, Section } from '@spike/contract'
import { itemKinds, type ItemKind } from '@spike/contract/classification'
import { createFoldedMatch, foldTexts } from '../../language/match-words.ts'

/** One line of a group: an item, and where the group sets them side by side, its solution. */
export interface GroupRow {
  item: Item
  solution: Item | null
}

/** A part of a course's page: a section of Moodle's, or what is of one kind. */
export interface CourseGroup {
  /** Of its heading, in the page. */
  id: string
  about: { section: Section } | { kind: ItemKind }
  /** 2 for a heading of its own, 3 for a subsection. */
  level: 2 | 3
  rows: GroupRow[]
}

/** The sections as Moodle orders them, each subsection after the section that it stands in; empty ones are left out. */
export function groupBySection(sections: readonly Section[]): CourseGroup[] {
  const ids = new Set(sections.map(({ id }) => id))
  const inside = Map.groupBy(sections, ({ parentId }) => (parentId && ids.has(parentId) ? parentId : null))
  const withInside = (section: Section, level: 2 | 3): CourseGroup[] => [
    {
      id: `section-${section.id}`,
      about: { section },
      level,
      rows: section.items.map((item) => ({ item, solution: null })),
    },
    ...(inside.get(section.id) ?? []).flatMap((subsection) => withInside(subsection, 3)),
  ]
  const isFilled = ({ about, rows }: CourseGroup) =>
    rows.length > 0 || ('section' in about && about.section.summaryHtml !== null)
  return (inside.get(null) ?? []).flatMap((section) => withInside(section, 2)).filter(isFilled)
}

/** What is of one kind, by the lesson it is for; homework with its solution beside it. */
export function groupByKind(sections: readonly Section[]): CourseGroup[] {
  const items = sections.flatMap((section) => section.items)
  const solutions = new Map(items.filter(({ kind }) => kind === 'solution').map((item) => [item.id, item]))
  const beside = (item: Item) => (item.kind === 'solution' ? null : solutions.get(item.solutionItemId ?? ''))
  const shownBeside = new Set(items.flatMap((item) => beside(item)?.id ?? []))
  const byKind = Map.groupBy(
    items.filter(({ id }) => !shownBeside.has(id)),
    ({ kind }) => kind,
  )
  return itemKinds
    .filter((kind) => byKind.has(kind))
    .map((kind) => ({
      id: `kind-${kind}`,
      about: { kind },
      level: 2,
      rows: (byKind.get(kind) ?? [])
        .toSorted((a, b) => compareNumbers(a.number, b.number))
        .map((item) => ({ item, solution: beside(item) ?? null })),
    }))
}

const byNumber = new Intl.Collator('en', { numeric: true })

/** Lesson numbers as people count: 2, 3, 3-2, 10; what has none comes last, in Moodle's order. */
function compareNumbers(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return byNumber.compare(a, b)
}

/** Ids of what fits what was typed. */
export interface Found {
  /** Those whose own name fits: all that is in them does then. */
  sections: ReadonlySet<string>
  items: ReadonlySet<string>
}

/** Gives a function that finds in these sections what was typed; their texts are folded once, when that is first asked. */
export function createFinder(sections: readonly Section[]): (typed: string) => Found {
  let index: ReturnType<typeof indexOf> | undefined
  return (typed) => {
    index ??= indexOf(sections)
    const matches = createFoldedMatch(typed)
    const named = index.filter(({ name }) => matches(name))
    return {
      sections: new Set(named.map(({ id }) => id)),
      items: new Set(
        index.flatMap((section) =>
          section.items.filter((item) => matches(section.name) || matches(item.texts)).map(({ id }) => id),
        ),
      ),
    }
  }
}

const indexOf = (sections: readonly Section[]) =>
  sections.map(({ id, name, items }) => ({
    id,
    name: foldTexts([name]),
    items: items.map((item) => ({
      id: item.id,
      texts: foldTexts([item.name, ...item.files.map((file) => file.name)]),
    })),
  }))
