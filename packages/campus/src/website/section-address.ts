import type { Course, Section } from '../seed/model.ts'
import { isAtLeast } from '../site-settings.ts'
import type { SiteSettings } from '../site-settings.ts'

/** Where a section stands, below the site's address: a page of its own from 4.4 on or where the course shows one a page. */
export function sectionPath(
  settings: SiteSettings,
  course: Pick<Course, 'id'>,
  section: Pick<Section, 'id' | 'number'>,
): string {
  if (isAtLeast(settings, '4.5')) return `/course/section.php?id=${section.id}`
  const page = `/course/view.php?id=${course.id}`
  return settings.oneSectionPerPage.includes(course.id) && section.number > 0
    ? `${page}&section=${section.number}`
    : `${page}#section-${section.number}`
}

/** Sections are numbered within their course, as course-builder.ts does it. */
export const courseIdOfSection = (sectionId: number) => Math.floor(sectionId / 100)
