import { cleanText } from '../clean-text.ts'
import type { ReadItem } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { type CheerioAPI, type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, idInLink, textOf } from './page-text.ts'
import { parseCourseItem, plainItem } from './parse-course-item.ts'

export interface PageSection {
  /** Null where the page shows a summary of a section alone (3.11). */
  readonly moodleId: number | null
  readonly number: number
  readonly name: string
  readonly summaryHtml: string | null
  readonly visible: boolean
  /** The number of the section that a subsection stands in. */
  readonly parentNumber: number | null
  /** Where it is shown with its items, below the site, for a course that shows one section a page; null where that is here. */
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
    section.attr('data-id') ??
    /^sectionid-(\d+)-title$/.exec(
      section.attr('aria-labelledby') ?? section.find('[id^="sectionid-"]').attr('id') ?? '',
    )?.[1]
  return id && /^[1-9]\d{0,15}$/.test(id) ? Number(id) : null
}

/** Sections are counted from 0. */
function sectionInLink(href: string | undefined): number | null {
  const number = href ? URL.parse(href, 'https://site.invalid')?.searchParams.get('section') : null
  return number && /^\d{1,6}$/.test(number) ? Number(number) : null
}

/** The page of one section: by its number up to 4.3, by its id since. */
function readPath(title: Selection): string | null {
  const href = title.find('a[href]').addBack('a[href]').attr('href')
  const url = href ? URL.parse(href, 'https://site.invalid') : null
  const courseId = idInLink(href)
  if (!url || courseId === null) return null
  if (url.pathname.endsWith('/course/section.php')) return `/course/section.php?id=${courseId}`
  const section = sectionInLink(href)
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

/** What people wrote, in which a link may lead anywhere. */
const writtenByPeople = '.summary, .summarytext, li.activity, .no-overflow'

/** Sections that the page leads to without a word of them: tabs, tiles, the next one. */
function readFurther($: CheerioAPI, sections: readonly PageSection[]): PageSection[] {
  const shown = new Set(sections.map(({ number }) => number))
  const further = new Map<number, PageSection>()
  for (const link of each($, $('.course-content a[href*="section="]'))) {
    const number = sectionInLink(link.attr('href'))
    if (number === null || shown.has(number) || link.closest(writtenByPeople).length > 0) continue
    const itemsPath = readPath(link)
    if (itemsPath) further.set(number, { ...emptySection, number, itemsPath })
  }
  return [...further.values()]
}

const emptySection = {
  moodleId: null,
  name: '',
  summaryHtml: null,
  visible: true,
  parentNumber: null,
  items: [],
}

/** The id of the only section of a course that has none: no section of Moodle's has it. */
const onlySectionId = 0

/** A course with one thing in it, in place of sections. */
export const sectionOfOne = (item: ReadItem): PageSection => ({
  ...emptySection,
  moodleId: onlySectionId,
  number: 0,
  itemsPath: null,
  items: [item],
})

/** A forum in place of sections. */
function readSocialForum($: CheerioAPI, context: PageContext): PageSection[] {
  const list = $('.course-content [id^="discussion-list"][data-cmid]').first()
  const moodleId = list.attr('data-cmid') ?? ''
  if (!/^[1-9]\d{0,15}$/.test(moodleId)) return []
  return [
    sectionOfOne({
      ...plainItem({ moodleId: Number(moodleId), modname: 'forum', siteUrl: context.siteUrl }),
      name: cleanText(list.attr('data-name'), context.language),
      descriptionHtml: htmlOf($('.course-content > #intro'), context),
    }),
  ]
}

/**
 * `/course/view.php?id=COURSE` and the pages of single sections, of 3.11, 4.x and 5.x. None for a page in whose format
 * no sections are to be found.
 */
export function parseCourse(html: string, context: PageContext): PageSection[] {
  const { $, bodyClasses } = expectPage(html, /^page-course-view(?:-[\w-]+)?$/)
  if (bodyClasses.has('format-social')) return readSocialForum($, context)
  const found = $('.course-content').find(sectionPattern)
  const sections = [...each($, found)]
    .map((section) => parseSection($, section, context))
    .filter((section) => section !== null)
  return [...sections, ...readFurther($, sections)]
}
