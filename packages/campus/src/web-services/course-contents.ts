import { MoodleException } from '../moodle-exception.ts'
import type { Course, Item, Section, StoredFile } from '../seed/model.ts'
import type { CompletionMode, CompletionState } from '../seed/completion.ts'
import { describeContents, describeContentsInfo } from './module-contents.ts'
import { formatHtml } from './stored-files.ts'
import { isAtLeast } from '../site-settings.ts'
import { int, list, structure, text } from './params.ts'
import { defineFunction, formatName, requireCourse } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

const moduleWords: Record<Item['modname'], { plural: string; purpose: string }> = {
  assign: { plural: 'Assignments', purpose: 'assessment' },
  book: { plural: 'Books', purpose: 'content' },
  choice: { plural: 'Choices', purpose: 'communication' },
  data: { plural: 'Databases', purpose: 'collaboration' },
  feedback: { plural: 'Feedback', purpose: 'communication' },
  folder: { plural: 'Folders', purpose: 'content' },
  forum: { plural: 'Forums', purpose: 'collaboration' },
  glossary: { plural: 'Glossaries', purpose: 'collaboration' },
  h5pactivity: { plural: 'H5P', purpose: 'content' },
  label: { plural: 'Text and media areas', purpose: 'content' },
  lti: { plural: 'External tools', purpose: 'other' },
  page: { plural: 'Pages', purpose: 'content' },
  quiz: { plural: 'Quizzes', purpose: 'assessment' },
  resource: { plural: 'Files', purpose: 'content' },
  scorm: { plural: 'SCORM packages', purpose: 'interactivecontent' },
  subsection: { plural: 'Subsections', purpose: 'content' },
  url: { plural: 'URLs', purpose: 'content' },
  workshop: { plural: 'Workshops', purpose: 'assessment' },
}

export const purposeOf = (item: Item) => moduleWords[item.modname].purpose

const optionNames: ReadonlySet<string> = new Set([
  'excludemodules',
  'excludecontents',
  'includestealthmodules',
  'sectionid',
  'sectionnumber',
  'cmid',
  'modname',
  'modid',
])

const getContents = defineFunction(
  { courseid: int(), options: list(structure({ name: text(), value: text() })) },
  ({ courseid, options }, context) => {
    const unknown = options.find((option) => !optionNames.has(option.name))
    if (unknown !== undefined)
      throw new MoodleException('errorinvalidparam', `The param "${unknown.name}" is invalid.`)
    const option = (name: string) => options.find((candidate) => candidate.name === name)?.value
    const isOn = (name: string) => !['0', 'false', '', undefined].includes(option(name))
    const matches = (name: string, value: string | number) =>
      [undefined, String(value)].includes(option(name))
    const isWantedSection = (section: Section) =>
      matches('sectionid', section.id) && matches('sectionnumber', section.number)
    const isWantedItem = (item: Item) =>
      matches('cmid', item.cmid) && matches('modname', item.modname) && matches('modid', item.instance)

    const course = requireCourse(context, courseid)
    return course.sections.filter(isWantedSection).map((section) => ({
      id: section.id,
      name: formatName(section.name),
      visible: 1,
      summary: section.summary,
      summaryformat: 1,
      section: section.number,
      hiddenbynumsections: 0,
      uservisible: true,
      ...(isAtLeast(context.site.settings, '4.5')
        ? { component: section.subsection === null ? null : 'mod_subsection', itemid: section.subsection }
        : {}),
      modules: isOn('excludemodules')
        ? []
        : section.items
            .filter(isWantedItem)
            .map((item) => describeModule(context, course, item, { withContents: !isOn('excludecontents') })),
    }))
  },
)

function describeModule(
  context: CallContext,
  course: Course,
  item: Item,
  { withContents }: { withContents: boolean },
) {
  const { person, siteurl, site } = context
  const isModern = isAtLeast(site.settings, '4.5')
  const isOpen = site.isOpen(item)
  const contents = withContents && isOpen ? describeContents(siteurl, item) : undefined
  const hasPage = item.modname !== 'label' && item.modname !== 'subsection'
  const { mode, state } = site.readCompletion(person, course, item)
  const badge = item.modname === 'resource' && isOpen ? describeBadge(item.file) : []
  return {
    id: item.cmid,
    ...(hasPage ? { url: `${siteurl}/mod/${item.modname}/view.php?id=${item.cmid}` } : {}),
    name: formatName(item.name),
    instance: item.instance,
    contextid: item.contextid,
    ...(item.description === null
      ? {}
      : { description: `<div class="no-overflow">${formatHtml(siteurl, item.description)}</div>` }),
    visible: 1,
    uservisible: isOpen,
    ...(isOpen ? {} : { availabilityinfo: describeAvailability(item.availableFrom ?? 0) }),
    visibleoncoursepage: 1,
    modicon: `${siteurl}/theme/image.php/boost/${item.modname}/1795355399/monologo?filtericon=1`,
    modname: item.modname,
    ...(isModern ? { purpose: moduleWords[item.modname].purpose, branded: false } : {}),
    modplural: moduleWords[item.modname].plural,
    indent: 0,
    onclick: '',
    afterlink: null,
    ...(isModern && (item.modname === 'resource' || item.modname === 'forum')
      ? { activitybadge: badge }
      : {}),
    customdata: JSON.stringify(describeCustomData(item)),
    noviewlink: item.modname === 'label',
    completion: completionNumbers[mode],
    ...(mode === 'none' ? {} : { completiondata: describeCompletion(item, { isOpen, mode, state }) }),
    downloadcontent: 1,
    dates: listDates(item, site.clock()).map(({ dataid, ...date }) =>
      isAtLeast(site.settings, '4.1') ? { ...date, dataid } : date,
    ),
    ...(isModern ? { groupmode: 0 } : {}),
    ...(contents === undefined ? {} : { contents, contentsinfo: describeContentsInfo(contents) }),
  }
}

const describeBadge = (file: StoredFile) => ({
  badgecontent: (file.filename.split('.').at(-1) ?? '').toUpperCase(),
  badgestyle: 'badge-none',
})

function describeAvailability(seconds: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Jerusalem' })
  return `Available from <strong>${day.format(new Date(seconds * 1000))}</strong>`
}

function describeCustomData(item: Item): unknown {
  switch (item.modname) {
    case 'assign':
      return {
        customcompletionrules: { completionsubmit: '0' },
        duedate: item.duedate,
        cutoffdate: String(item.cutoffdate),
        allowsubmissionsfromdate: String(item.allowsubmissionsfromdate),
      }
    case 'quiz':
    case 'choice':
    case 'feedback':
      return { timeopen: String(item.timeopen), timeclose: String(item.timeclose) }
    case 'subsection':
      return { sectionid: String(item.sectionid) }
    case 'forum':
      return { trackingtype: '1' }
    default:
      return ''
  }
}

const completionNumbers: Record<CompletionMode, number> = { none: 0, manual: 1, automatic: 2 }

function describeCompletion(
  item: Item,
  module: { isOpen: boolean; mode: CompletionMode; state: CompletionState },
) {
  const { isOpen, mode, state } = module
  return {
    state,
    timecompleted: state === 0 ? 0 : item.timemodified + 3600,
    overrideby: null,
    valueused: false,
    hascompletion: true,
    isautomatic: mode === 'automatic',
    istrackeduser: true,
    uservisible: isOpen,
    details: mode === 'automatic' ? listRules(item, state) : [],
    isoverallcomplete: state === 1 || state === 2,
  }
}

function listRules(item: Item, state: CompletionState) {
  const rule = (rulename: string, status: number, description: string) => ({
    rulename,
    rulevalue: { status, description },
  })
  return item.modname === 'quiz'
    ? [
        rule('completionusegrade', Number(state !== 0), 'Receive a grade'),
        rule('completionpassgrade', state, 'Receive a passing grade'),
      ]
    : [rule('completionview', state, 'View')]
}

function listDates(item: Item, now: number) {
  const date = (dataid: string, timestamp: number, labels: [ahead: string, gone: string]) =>
    timestamp === 0 ? [] : [{ label: timestamp > now ? labels[0] : labels[1], timestamp, dataid }]
  switch (item.modname) {
    case 'assign':
      return [
        ...date('allowsubmissionsfromdate', item.allowsubmissionsfromdate, ['Opens:', 'Opened:']),
        ...date('duedate', item.duedate, ['Due:', 'Due:']),
      ]
    case 'quiz':
    case 'choice':
    case 'feedback':
      return [
        ...date('timeopen', item.timeopen, ['Opens:', 'Opened:']),
        ...date('timeclose', item.timeclose, ['Closes:', 'Closed:']),
      ]
    default:
      return []
  }
}

export const courseContentsFunctions: Record<string, WebServiceFunction> = {
  core_course_get_contents: getContents,
}
