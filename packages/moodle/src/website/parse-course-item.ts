import type { ReadDate, ReadItem } from '../reading.ts'
import { parseDateWords } from './date-words.ts'
import type { PageContext } from './page-context.ts'
import type { CheerioAPI, Selection } from './page-frame.ts'
import { each, htmlOf, idInLink, textOf } from './page-text.ts'
import { parseFolderTree } from './parse-folder.ts'
import { resourceFile } from './resource-file.ts'
import { findFiles } from './site-files.ts'

/** Modules of whose inside the course page shows nothing. */
const withInside: ReadonlySet<string> = new Set(['assign', 'book', 'folder', 'forum', 'page', 'quiz', 'url'])

/** How much of an item its course's page can tell. */
export const detailOnPage = (modname: string) => (withInside.has(modname) ? 'outside' : 'full')

/** The dates of an assignment and a quiz, by their order: a page names them in words of its language. */
const dateIds: Readonly<Record<string, readonly string[]>> = {
  assign: ['allowsubmissionsfromdate', 'duedate'],
  quiz: ['timeopen', 'timeclose'],
}

/** `<strong>Opened:</strong> words`; one whose words are not understood is left out. */
function readDates($: CheerioAPI, element: Selection, modname: string, context: PageContext): ReadDate[] {
  const rows = [...each($, element.find('[data-region=activity-dates] strong'))].map((label) => {
    const row = label.parent().clone()
    row.find('strong').remove()
    return parseDateWords(textOf(row, context), context.timeZone)
  })
  // Of one date alone the order does not tell which it is.
  const ids = rows.length === 2 && Object.hasOwn(dateIds, modname) ? dateIds[modname] : undefined
  return rows.flatMap((at, index) => (at ? [{ id: ids?.[index] ?? null, at }] : []))
}

/** A button of the student's own, or conditions, each of which is green once it is met. */
function readCompletion($: CheerioAPI, element: Selection): Pick<ReadItem, 'completed' | 'completionMode'> {
  const button = element.find('[data-action=toggle-manual-completion]').first()
  if (button.length)
    return { completed: button.attr('data-toggletype') === 'manual:undo', completionMode: 'manual' }
  const conditions = [...each($, element.find('[data-region=completionrequirements] [role=listitem]'))]
  if (conditions.length === 0) return { completed: null, completionMode: null }
  const isMet = (condition: Selection) => /\b(?:alert|text|bg)-success\b/.test(condition.attr('class') ?? '')
  return { completed: conditions.every(isMet), completionMode: 'automatic' }
}

/** 3.11 moves an item in by as many steps as its teacher chose; since 4.0 there is one. */
function readIndent(element: Selection): number {
  const steps = /\bmod-indent-(\d{1,2})\b/.exec(element.find('.mod-indent').attr('class') ?? '')?.[1]
  return steps ? Number(steps) : Number(element.is('.indented'))
}

/** Moodle's own name of a text that has none: the text's first fifty letters. */
function nameOfText(words: string): string {
  return words.length > 50 ? `${words.slice(0, 50)}...` : words
}

/** What is written at an item: under its name, or in place of one. */
function readDescription(element: Selection, context: PageContext): string | null {
  const text = element.find('.activity-altcontent, .contentwithoutlink').first()
  const beside = element.find('.activity-description, .contentafterlink, .description .description-inner')
  const under = beside.not('.availabilityinfo *, .activity-dates *').first()
  const description = (text.length ? text : under).clone()
  description.find('.foldertree, .filemanager, .tertiary-navigation, form').remove()
  return htmlOf(description, context)
}

/** An item of which hardly more is told than that it is there. */
export const plainItem = ({
  moodleId,
  modname,
  siteUrl,
}: Pick<ReadItem, 'moodleId' | 'modname'> & Pick<PageContext, 'siteUrl'>): ReadItem => ({
  detail: detailOnPage(modname),
  moodleId,
  instanceId: null,
  modname,
  name: '',
  url: `${siteUrl}/mod/${modname}/view.php?id=${moodleId}`,
  descriptionHtml: null,
  visible: true,
  accessible: true,
  availabilityHtml: null,
  indent: 0,
  completed: null,
  completionMode: null,
  dates: [],
  modifiedAt: null,
  files: [],
})

/** An activity as the course page shows it, in the markup of 3.11, 4.x and 5.x; null for what is not one. */
export function parseCourseItem($: CheerioAPI, item: Selection, context: PageContext): ReadItem | null {
  const element = item.clone()
  // A subsection is a section of its own, though it stands in its item.
  element.find('li.section').remove()
  const id = element.attr('data-id') ?? /^module-(\d+)$/.exec(element.attr('id') ?? '')?.[1]
  const modname = /\bmodtype_(\w+)/.exec(element.attr('class') ?? '')?.[1]
  if (!id || !/^[1-9]\d{0,15}$/.test(id) || !modname) return null
  const moodleId = Number(id)
  const link = element.find('.activityname a, .activityinstance a.aalink, .activityinstance > a').first()
  const isOpen = idInLink(link.attr('href')) === moodleId
  const url = isOpen ? `${context.siteUrl}/mod/${modname}/view.php?id=${moodleId}` : null
  const text = element.find('.activity-altcontent, .contentwithoutlink').first()
  const shown = element.find('[data-activityname]').attr('data-activityname')?.trim()
  const name = textOf(element.find('.instancename'), context) || shown || nameOfText(textOf(text, context))
  const availability = element.find('.availabilityinfo').first()
  const tree = element.find('.foldertree, .filemanager').first()
  const readFiles = () => {
    if (modname === 'resource' && url) return [resourceFile(element, { name, url }, context)]
    if (tree.length) return parseFolderTree($, tree, context)
    return findFiles($, text, context)
  }
  return {
    detail: tree.length > 0 ? 'full' : detailOnPage(modname),
    moodleId,
    instanceId: null,
    modname,
    name,
    url,
    descriptionHtml: readDescription(element, context),
    visible: !element.find('.activityinstance, .activity-item').first().is('.hiddenactivity, .dimmed'),
    accessible: url !== null || !availability.is('.isrestricted'),
    availabilityHtml: htmlOf(availability, context),
    indent: readIndent(element),
    ...readCompletion($, element),
    dates: readDates($, element, modname, context),
    modifiedAt: null,
    files: readFiles(),
  }
}
