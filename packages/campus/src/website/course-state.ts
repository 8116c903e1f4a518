import type { Course, Item, Section } from '../seed/model.ts'
import { int } from '../web-services/params.ts'
import { defineFunction, formatName, requireCourse } from '../web-services/web-service-function.ts'
import type { CallContext, WebServiceFunction } from '../web-services/web-service-function.ts'
import { isAtLeast } from '../site-settings.ts'
import { pageWordsOf } from './page-words.ts'
import { sectionPath } from './section-address.ts'

/**
 * What the course page's own scripts ask for: sections and modules without contents, as a JSON text within the JSON.
 * Ids are texts here.
 */
const getState = defineFunction({ courseid: int() }, ({ courseid }, context) => {
  const course = requireCourse(context, courseid)
  const withSubsections = isAtLeast(context.site.settings, '4.5')
  const isHidden = ({ id }: Section) => context.site.settings.hiddenSections.includes(id)
  const sections = course.sections.map((section) =>
    isHidden(section) ? { ...section, summary: '', items: [] } : section,
  )
  const state = {
    course: {
      id: String(course.id),
      numsections: course.sections.length - 1,
      sectionlist: course.sections.map((section) => String(section.id)),
      editmode: false,
      highlighted: 'Highlighted',
      maxsections: '52',
      baseurl: `${context.siteurl}/course/view.php?id=${course.id}`,
      statekey: `${course.timemodified}_${context.site.clock()}`,
      ...(withSubsections ? { maxbytes: 67_108_864, maxbytestext: '64.0 MB' } : {}),
    },
    section: sections.map((section) => ({
      id: String(section.id),
      section: section.number,
      number: section.number,
      title: formatName(section.name),
      hassummary: section.summary !== '',
      rawtitle: section.name,
      cmlist: section.items.map((item) => String(item.cmid)),
      visible: !isHidden(section),
      sectionurl: `${context.siteurl}${sectionPath(context.site.settings, course, section)}`,
      current: false,
      indexcollapsed: false,
      contentcollapsed: false,
      hasrestrictions: false,
      ...(withSubsections ? describeDelegation(course, section) : {}),
    })),
    cm: sections.flatMap((section) =>
      section.items.map((item) => describeModule(context, { course, section, item, withSubsections })),
    ),
  }
  return JSON.stringify(state)
})

/** A subsection knows the module that holds it, and the section that module is in. */
function describeDelegation(course: Course, section: Section) {
  const parent = course.sections.find(({ items }) =>
    items.some((item) => item.modname === 'subsection' && item.instance === section.subsection),
  )
  return {
    bulkeditable: section.number > 0,
    component: section.subsection === null ? null : 'mod_subsection',
    itemid: section.subsection,
    parentsectionid: parent === undefined || section.subsection === null ? null : String(parent.id),
  }
}

function describeModule(
  { site, siteurl, person }: CallContext,
  module: { course: Course; section: Section; item: Item; withSubsections: boolean },
) {
  const { course, section, item, withSubsections } = module
  const isOpen = site.isOpen(item)
  const isDelegated = item.modname === 'subsection'
  const hasPage = item.modname !== 'label' && !isDelegated
  const { mode, state } = site.readCompletion(person, course, item)
  return {
    id: String(item.cmid),
    anchor: `module-${item.cmid}`,
    name: formatName(item.name),
    visible: true,
    stealth: false,
    sectionid: String(section.id),
    sectionnumber: section.number,
    uservisible: isOpen,
    hascmrestrictions: item.availableFrom !== null,
    ...(withSubsections
      ? { modname: pageWordsOf(site.settings.language).moduleName(item.modname), groupmode: 0 }
      : {}),
    indent: 0,
    module: item.modname,
    plugin: `mod_${item.modname}`,
    ...(withSubsections ? { hasdelegatedsection: isDelegated } : {}),
    ...(isDelegated ? { delegatesectionid: String(item.sectionid) } : {}),
    accessvisible: isOpen,
    ...(hasPage ? { url: `${siteurl}/mod/${item.modname}/view.php?id=${item.cmid}` } : {}),
    istrackeduser: true,
    ...(mode === 'none' ? {} : { completionstate: state }),
    ...(mode !== 'none' && withSubsections ? { isoverallcomplete: state === 1 || state === 2 } : {}),
    ...(withSubsections ? { allowstealth: false } : {}),
  }
}

export const courseStateFunctions: Record<string, WebServiceFunction> = {
  core_courseformat_get_state: getState,
}
