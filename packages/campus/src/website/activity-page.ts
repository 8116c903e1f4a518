import type { Course, Item } from '../seed/model.ts'
import { renderActivityHeader } from './activity-markup.ts'
import { readModule } from './course-modules.ts'
import type { PageContext } from './page-context.ts'
import type { PageInput } from './page-frame.ts'
import { renderPage } from './page-frame.ts'

type Part = Pick<PageInput, 'main' | 'blocks' | 'bodyClass'> & {
  /** Its short course name and its own unless given. */
  title?: string
  /** What stands above the main region; the item's description unless given. */
  intro?: string
}

/** An activity's own page: its header, and in the main region what stands in it. */
export function renderActivityPage(
  context: PageContext,
  { course, item }: { course: Course; item: Item },
  { intro, main, ...part }: Part,
): Response {
  const module = readModule(context, { courseId: course.id, cmid: item.cmid })
  const { top, ...header } = module === undefined ? { top: '' } : renderActivityHeader(context, module, intro)
  return renderPage(context, {
    pageId: `mod-${item.modname}-view`,
    title: `${course.shortname}: ${item.name}`,
    heading: item.name,
    layout: 'incourse',
    course,
    item,
    ...part,
    ...header,
    main: `${top}${main}`,
  })
}
