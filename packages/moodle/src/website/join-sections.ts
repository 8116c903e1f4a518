import { MoodleError } from '../errors.ts'
import type { ReadItem, ReadSection } from '../reading.ts'
import type { PageSection } from './parse-course.ts'

/** A course's own page, with those of its single sections after it. */
export function sectionsOfPages(pages: readonly PageSection[]): ReadSection[] {
  const byNumber = new Map<number, PageSection>()
  for (const section of pages) {
    // A section's own page tells more than the summary of it did, and shows section 0 again.
    const known = byNumber.get(section.number)
    const isMore = !known || (known.itemsPath !== null && section.itemsPath === null)
    if (isMore) byNumber.set(section.number, { ...section, name: section.name || (known?.name ?? '') })
  }
  const sections = [...byNumber.values()].toSorted((a, b) => a.number - b.number)
  return sections.map((section) => {
    if (section.moodleId === null)
      throw new MoodleError('moodle.unexpected_answer', { detail: 'section_without_id' })
    const parent = section.parentNumber === null ? null : byNumber.get(section.parentNumber)
    const { moodleId, number, name, summaryHtml, visible, items } = section
    const parentMoodleId = parent?.moodleId ?? null
    return { moodleId, number, name, summaryHtml, visible, items, parentMoodleId, detail: 'full' }
  })
}

function joinItem(listed: ReadItem, shown: ReadItem | undefined): ReadItem {
  if (!shown) return listed
  const { visible, accessible, completed, name } = listed
  return { ...shown, name: name || shown.name, visible, accessible, completed: completed ?? shown.completed }
}

/** The structure as the site keeps it, with what its pages show of it. */
export function addPages(structure: readonly ReadSection[], pages: readonly PageSection[]): ReadSection[] {
  const shownItems = new Map(pages.flatMap(({ items }) => items).map((item) => [item.moodleId, item]))
  const shownSections = new Map(pages.map((section) => [section.moodleId, section]))
  return structure.map((section) => {
    const shown = shownSections.get(section.moodleId)
    return {
      ...section,
      ...(shown && { summaryHtml: shown.summaryHtml, detail: 'full' }),
      items: section.items.map((item) => joinItem(item, shownItems.get(item.moodleId))),
    }
  })
}
