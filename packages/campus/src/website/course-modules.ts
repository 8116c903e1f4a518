import type { ModuleName } from '../seed/model.ts'
import type { PageContext } from './page-context.ts'
import { callFunction } from './page-context.ts'

/** What pages need of an answer of `core_course_get_contents`. Names and texts are HTML already. */
export type CourseModule = {
  id: number
  instance: number
  name: string
  modname: ModuleName
  purpose?: string
  url?: string
  description?: string
  uservisible: boolean
  completion: number
  completiondata?: { state: number; details: { rulevalue: { status: number; description: string } }[] }
  dates: { label: string; timestamp: number }[]
  contents?: { filesize: number; timemodified: number; mimetype?: string; filename: string }[]
}

export type CourseSection = {
  id: number
  section: number
  name: string
  summary: string
  /** `mod_subsection` for a section that stands within another. */
  component?: string | null
  itemid?: number | null
  modules: CourseModule[]
}

export function readSections(context: PageContext, courseid: number): CourseSection[] {
  const sections: CourseSection[] = callFunction(context, 'core_course_get_contents', { courseid })
  return sections.map((section) =>
    isHidden(context, section) ? { ...section, summary: '', modules: [] } : section,
  )
}

export const isHidden = ({ site }: PageContext, { id }: Pick<CourseSection, 'id'>): boolean =>
  site.settings.hiddenSections.includes(id)

export function readModule(
  context: PageContext,
  item: { courseId: number; cmid: number },
): CourseModule | undefined {
  const sections: CourseSection[] = callFunction(context, 'core_course_get_contents', {
    courseid: item.courseId,
    options: [{ name: 'cmid', value: String(item.cmid) }],
  })
  return sections.flatMap(({ modules }) => modules)[0]
}
