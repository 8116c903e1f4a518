import type { SearchResult } from '@spike/contract'

/** The page, and the place in it, where a result is shown. */
export function placeOf(result: SearchResult): string {
  const course = `/courses/${encodeURIComponent(result.courseId)}`
  if (result.type === 'section') return `${course}#section-${result.id}`
  return result.itemId === null ? course : `${course}#item-${result.itemId}`
}

/** Results of one course together, in the order of each course's best. */
export function groupByCourse(results: readonly SearchResult[]) {
  return Array.from(
    Map.groupBy(results, (result) => result.courseId),
    ([courseId, ofCourse]) => ({ courseId, courseName: ofCourse[0]?.courseName ?? '', results: ofCourse }),
  )
}
