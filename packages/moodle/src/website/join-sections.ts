import { MoodleError } from '../errors.ts'
import type { ItemDetail, ReadItem, ReadSection } from '../reading.ts'
import { detailOnPage } from './parse-course-item.ts'
import type { PageSection } from './parse-course.ts'

/** The sections of a course's pages, each once: one that is shown before one that is only led to. */
function joinPages(pages: readonly PageSection[]): Map<number, PageSection> {
  const byNumber = new Map<number, PageSection>()
  for (const section of pages) {
    // A section's own page tells more than the summary of it did, and shows section 0 again.
    const known = byNumber.get(section.number)
    const isMore = !known || (known.itemsPath !== null && section.itemsPath === null)
    if (isMore) byNumber.set(section.number, { ...section, name: section.name || (known?.name ?? '') })
  }
  return byNumber
}

/** A course's own page, with those of its single sections after it. Throws where one of them was not shown anywhere. */
export function sectionsOfPages(pages: readonly PageSection[]): ReadSection[] {
  const byNumber = joinPages(pages)
  const sections = [...byNumber.values()].toSorted((a, b) => a.number - b.number)
  return sections.flatMap((section) => {
    const { moodleId, number, name, summaryHtml, visible, items, itemsPath } = section
    if (moodleId === null) {
      // A section that is closed to the student: its name, and no way in.
      if (items.length === 0 && itemsPath === null) return []
      throw new MoodleError('moodle.unexpected_answer', { detail: 'section_without_id' })
    }
    const parent = section.parentNumber === null ? null : byNumber.get(section.parentNumber)
    const parentMoodleId = parent?.moodleId ?? null
    return [{ moodleId, number, name, summaryHtml, visible, items, parentMoodleId, detail: 'full' as const }]
  })
}

function joinItem(listed: ReadItem, shown: ReadItem): ReadItem {
  const { visible, accessible } = listed
  return {
    ...shown,
    name: listed.name || shown.name,
    // A page does not link what is locked.
    url: listed.url ?? shown.url,
    visible,
    accessible,
    completed: listed.completed ?? shown.completed,
  }
}

/** The page that shows a section of the structure, or leads to it; undefined for one that no page tells of. */
const pageOfSection = (
  section: Pick<ReadSection, 'moodleId' | 'number'>,
  pages: ReadonlyMap<number, PageSection>,
): PageSection | undefined =>
  [...pages.values()].find(({ moodleId }) => moodleId === section.moodleId) ?? pages.get(section.number)

/**
 * The structure as the site keeps it, with what its pages show of it. An item that is still to be read from a page that
 * was only led to stays `listed`; of another that no page shows, there is nothing more to be read outside of itself.
 *
 * @param known what is stored of the course's items: it stands where the pages show nothing
 */
export function addPages(
  structure: readonly ReadSection[],
  pages: readonly PageSection[],
  known: ReadonlyMap<number, ItemDetail>,
): ReadSection[] {
  const joined = joinPages(pages)
  const shownItems = new Map(pages.flatMap(({ items }) => items).map((item) => [item.moodleId, item]))
  return structure.map((section) => {
    const shown = pageOfSection(section, joined)
    const isRead = !shown || shown.itemsPath === null
    return {
      ...section,
      ...(shown && isRead && { summaryHtml: shown.summaryHtml, detail: 'full' }),
      items: section.items.map((item) => {
        const onPage = shownItems.get(item.moodleId)
        if (onPage) return joinItem(item, onPage)
        const isKnown = (known.get(item.moodleId) ?? 'listed') !== 'listed'
        return isRead && !isKnown ? { ...item, detail: detailOnPage(item.modname) } : item
      }),
    }
  })
}
