import { MoodleError } from '../errors.ts'
import type { ReadItem } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { type CheerioAPI, type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, idInLink, textOf } from './page-text.ts'
import { parseCourseItem } from './parse-course-item.ts'

export interface PageSection {
  /** Null where the page shows a summary of a section alone (3.11). */
  readonly moodleId: number | null
  readonly number: number
  readonly name: string
  readonly summaryHtml: string | null
  readonly visible: boolean
  /** The number of the section that a subsection stands in. */
  readonly parentNumber: number | null
  /** Where its items are, below the site, for a course that shows one section a page; null where they are here. */
  readonly itemsPath: string | null
  readonly items: readonly ReadItem[]
}

const sectionPattern = 'li.section[id^="section-"]'
const itemPattern = 'li.activity[id^="module-"]'

function readNumber(section: Selection): number | null {
  const number = section.attr('data-number') ?? /^section-(\d+)$/.exec(section.attr('id') ?? '')?.[1]
  return number && /^\d{1,6}$/.test(number) ? Number(number) : null
}

/** 3.11 has the section's id in the id of its title. */
function readId(section: Selection): number | null {
  const id =
    section.attr('data-id') ?? /^sectionid-(\d+)-title$/.exec(section.attr('aria-labelledby') ?? '')?.[1]
  return id && /^[1-9]\d{0,15}$/.test(id) ? Number(id) : null
}

/** The page of one section: by its number up to 4.3, by its id since. */
function readPath(title: Selection): string | null {
  const href = title.find('a[href]').addBack('a[href]').attr('href')
  const url = href ? URL.parse(href, 'https://site.invalid') : null
  const courseId = idInLink(href)
  if (!url || courseId === null) return null
  if (url.pathname.endsWith('/course/section.php')) return `/course/section.php?id=${courseId}`
  const section = idInLink(href, 'section')
  return section === null ? null : `/course/view.php?id=${courseId}&section=${section}`
}

function parseSection($: CheerioAPI, section: Selection, context: PageContext): PageSection | null {
  const number = readNumber(section)
  if (number === null) return null
  const isOwn = (element: Selection) => element.closest(sectionPattern).is(section)
  const own = (selector: string) => section.find(selector).filter((_, found) => isOwn($(found)))
  const title = own('.sectionname, .section-title').first()
  const parent = section.parent().closest(sectionPattern)
  return {
    moodleId: readId(section),
    number,
    name: section.attr('data-sectionname')?.trim() || textOf(title, context),
    summaryHtml: htmlOf(own('.summarytext, .content > .summary').first(), context),
    visible: !section.is('.hidden'),
    parentNumber: parent.length ? readNumber(parent) : null,
    itemsPath: section.is('.section-summary') ? readPath(title) : null,
    // A subsection is an item of its section, and a section of its own inside of it.
    items: [...each($, own(itemPattern))]
      .map((item) => parseCourseItem($, item, context))
      .filter((item) => item !== null),
  }
}

/** Formats without sections, whose page is something else: a forum, or an activity. */
const withoutSections: readonly string[] = ['format-social', 'format-singleactivity']

/**
 * `/course/view.php?id=COURSE` and the pages of single sections, of 3.11, 4.x and 5.x. Throws
 * `moodle.unexpected_answer` for a course page without any section, unless its format has none.
 */
export function parseCourse(html: string, context: PageContext): PageSection[] {
  const { $, bodyClasses } = expectPage(html, /^page-course-view(?:-[\w-]+)?$/)
  const found = $('.course-content').find(sectionPattern)
  const sections = [...each($, found)]
    .map((section) => parseSection($, section, context))
    .filter((section) => section !== null)
  if (sections.length === 0 && !withoutSections.some((format) => bodyClasses.has(format)))
    throw new MoodleError('moodle.unexpected_answer', { detail: 'no_sections' })
  return sections
}
