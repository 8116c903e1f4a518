import { useLanguage } from '../../language/language-context.tsx'
import type { CourseGroup } from './course-groups.ts'

/** Gives what a group is called: as its teacher did, or by the kind of what is in it. */
export function useGroupTitle(): (group: CourseGroup) => string {
  const { t } = useLanguage()
  return ({ about }) => {
    if ('kind' in about) return t(`courses.kind_${about.kind}`)
    return about.section.name || t('courses.sectionUnnamed', { number: about.section.number })
  }
}
