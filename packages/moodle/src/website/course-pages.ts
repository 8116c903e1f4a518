import { MoodleError } from '../errors.ts'
import type { ReadSection } from '../reading.ts'
import type { CourseRequest } from './read-course.ts'
import { pathOfSite } from './judge-answer.ts'
import { type PageSection, parseCourse, sectionOfOne } from './parse-course.ts'
import { plainItem } from './parse-course-item.ts'
import { expectPage } from './page-frame.ts'
import { idInLink, textOf } from './page-text.ts'

/** No course has so many sections: a page that always leads to one more has no end. */
const maxPages = 200

/** The activity that a course sends on to, which is all there is in it. */
interface OnlyActivity {
  readonly modname: string
  readonly moodleId: number
}

function onlyActivity(location: URL, siteUrl: string): OnlyActivity | undefined {
  const modname = /^\/mod\/([a-z0-9_]+)\/view\.php\?/.exec(pathOfSite(location, siteUrl) ?? '')?.[1]
  const moodleId = idInLink(location.href)
  return modname && moodleId !== null ? { modname, moodleId } : undefined
}

async function readPage(
  { session, context, course }: CourseRequest,
  path: string,
): Promise<readonly PageSection[] | OnlyActivity> {
  return session.read<readonly PageSection[] | OnlyActivity>({
    path,
    courseMoodleId: course.moodleId,
    parse: (html) => parseCourse(html, context),
    onRedirect: (location) => onlyActivity(location, context.siteUrl),
  })
}

/** What an activity is called at the top of its own page. */
async function readActivityName(
  { session, context, course }: CourseRequest,
  { modname, moodleId }: OnlyActivity,
): Promise<string> {
  const name = await session.read({
    path: `/mod/${modname}/view.php?id=${moodleId}`,
    courseMoodleId: course.moodleId,
    parse(html) {
      const { $ } = expectPage(html, /^page-mod-/)
      return textOf($('#region-main [role=main] h2').first(), context)
    },
  })
  return name || course.fullName
}

/**
 * A course's own page, and those pages of single sections that are wanted of it.
 *
 * @param isWanted whether a section that is on a page of its own is to be read, when so much has been read
 */
export async function readCoursePages(
  request: CourseRequest,
  isWanted: (section: PageSection, read: readonly PageSection[]) => boolean,
): Promise<readonly PageSection[]> {
  const first = await readPage(request, `/course/view.php?id=${request.course.moodleId}`)
  if ('modname' in first) {
    // Where the structure is known, this adds nothing to it.
    if (request.structure) return []
    const item = plainItem({ ...first, siteUrl: request.context.siteUrl })
    return [sectionOfOne({ ...item, name: await readActivityName(request, first) })]
  }
  const pages = [...first]
  const asked = new Set<string>()
  // Grows while it is walked through: a page of one section may lead to others.
  for (const section of pages) {
    const { itemsPath, number } = section
    const isShown = pages.some((page) => page.number === number && page.itemsPath === null)
    if (!itemsPath || isShown || asked.has(itemsPath) || !isWanted(section, pages)) continue
    if (asked.size >= maxPages)
      throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_sections' })
    asked.add(itemsPath)
    const page = await readPage(request, itemsPath)
    if (!('modname' in page)) pages.push(...page)
  }
  return pages
}

/** The section of the structure that a page leads to. */
export const sectionLedTo = (structure: readonly ReadSection[], page: PageSection): ReadSection | undefined =>
  structure.find(({ moodleId, number }) => moodleId === page.moodleId || number === page.number)
