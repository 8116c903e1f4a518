import { MoodleError } from './errors.ts'
import type { CourseContent, ReadSection } from './reading.ts'

/** Several times what the largest courses of universities have. More would hold up every other student's sync. */
const most = {
  sections: 1_000,
  items: 5_000,
  /** With those of the assignments. */
  files: 20_000,
  /** Of all other kinds together. */
  rows: 20_000,
}
type Counts = Partial<Record<keyof typeof most, number>>

/** Events of one student's account. */
export const maxEvents = 20_000

export const tooLarge = (detail: string) => new MoodleError('moodle.answer_too_large', { detail })

/** `moodle.answer_too_large` where there is more of something than any course has; null where there is not. */
export function findTooMany(counts: Counts): MoodleError | null {
  const kinds = Object.keys(most) as (keyof typeof most)[]
  const kind = kinds.find((each) => (counts[each] ?? 0) > most[each])
  return kind ? tooLarge(kind) : null
}

const sum = <T>(all: readonly T[], count: (one: T) => number) =>
  all.reduce((total, one) => total + count(one), 0)

export function countSections(sections: readonly ReadSection[]) {
  return {
    sections: sections.length,
    items: sum(sections, ({ items }) => items.length),
    files: sum(sections, ({ items }) => sum(items, ({ files }) => files.length)),
  } satisfies Counts
}

export function countCourse(content: CourseContent): Counts {
  const { sections, assignments, quizzes, forums, grades, teachers } = content
  const counts = countSections(sections)
  return {
    ...counts,
    files: counts.files + sum(assignments, ({ files }) => files.length),
    rows:
      assignments.length +
      sum(quizzes, ({ attempts }) => 1 + (attempts?.length ?? 0)) +
      sum(forums, ({ discussions }) => 1 + (discussions?.length ?? 0)) +
      (grades?.length ?? 0) +
      (teachers?.length ?? 0),
  }
}
