import type { Course } from '../seed/model.ts'
import { renderActivity } from './course-activity.ts'
import { isHidden } from './course-modules.ts'
import type { CourseModule, CourseSection } from './course-modules.ts'
import { each, escapeHtml, formatPageHtml } from './html.ts'
import type { PageContext } from './page-context.ts'
import { sectionPath } from './section-address.ts'

type SectionInput = {
  course: Course
  section: CourseSection
  /** All of the course: a subsection's stands among them. */
  sections: CourseSection[]
  /** The only one of its page. */
  isAlone?: boolean
}

export function renderSection(context: PageContext, input: SectionInput): string {
  const { section, sections, course } = input
  const renderModule = (module: CourseModule) => {
    const within =
      module.modname === 'subsection'
        ? sections.find(
            ({ component, itemid }) => component === 'mod_subsection' && itemid === module.instance,
          )
        : undefined
    const subsection =
      within === undefined
        ? ''
        : `<ul class="p-0">${renderSection(context, { course, section: within, sections })}</ul>`
    return renderActivity(context, module, subsection)
  }
  const list = each(section.modules, renderModule)
  return context.isAtLeast('4.1') ? renderModern(context, input, list) : renderOld(context, input, list)
}

/** What the page of a course with one section a page tells of the sections it does not show. */
export function renderSectionSummary(
  context: PageContext,
  { course, section }: { course: Course; section: CourseSection },
): string {
  const { words, isAtLeast, siteurl, site } = context
  const counts = `<div class="section-summary-activities pr-2 mdl-right"><span class="activity-count">${words.activities}: ${section.modules.length}</span></div>`
  const path = sectionPath(site.settings, course, { id: section.id, number: section.section })
  const name = escapeHtml(section.name)
  const hidden = isHidden(context, section)
  const link = hidden ? name : `<a href="${escapeHtml(siteurl + path)}">${name}</a>`
  const style = `main section-summary clearfix${hidden ? ' hidden' : ''}`
  const summary = renderSummary(context, section)
  if (!isAtLeast('4.1'))
    return `<li id="section-${section.section}" class="section ${style}" role="region" aria-label="${escapeHtml(section.name)}"><div class="left side"></div><div class="right side"></div><div class="content"><h3 class="section-title">${link}</h3><div class="summarytext">${summary}</div>${counts}</div></li>`
  return `<li id="section-${section.section}" class="section course-section ${style}" ${sectionData(context, section)}>
<div class="course-section-header d-flex" data-for="section_title" data-id="${section.id}" data-number="${section.section}"><h3 id="sectionid-${section.id}-title" class="sectionname">${link}</h3></div>
<div class="content ">${sectionInfo(context, section)}${counts}</div></li>`
}

const renderSummary = ({ siteurl }: PageContext, { summary }: CourseSection) =>
  summary === '' ? '' : `<div class="no-overflow">${formatPageHtml(siteurl, summary)}</div>`

const sectionData = ({ isAtLeast }: PageContext, { id, section, name }: CourseSection) =>
  `data-sectionid="${section}" ${isAtLeast('4.5') ? 'data-sectionreturnnum=""' : 'data-sectionreturnid="0"'} data-for="section" data-id="${id}" data-number="${section}"${isAtLeast('4.5') ? ` data-sectionname="${escapeHtml(name)}"` : ''}`

function sectionInfo(context: PageContext, section: CourseSection): string {
  const summary = renderSummary(context, section)
  const inner = context.isAtLeast('4.5') ? summary : `<div class="description-inner">${summary}</div>`
  return `<div class=" my-3" data-for="sectioninfo">${summary === '' ? '' : `<div class="${context.isAtLeast('4.5') ? '' : 'course-description-item '}summarytext">${inner}</div>`}<div class="section_availability"></div></div>`
}

function renderModern(context: PageContext, input: SectionInput, list: string): string {
  const { course, section, isAlone = false } = input
  const { isAtLeast, siteurl, site } = context
  const isDelegated = section.component === 'mod_subsection'
  const address = escapeHtml(
    siteurl + sectionPath(site.settings, course, { id: section.id, number: section.section }),
  )
  const name =
    isAtLeast('4.5') || isAlone
      ? `<a href="${address}">${escapeHtml(section.name)}</a>`
      : escapeHtml(section.name)
  const level = isDelegated ? 'h4' : 'h3'
  const heading = `<${level} class="sectionname course-content-item d-flex align-self-stretch align-items-center mb-0" id="sectionid-${section.id}-title" data-for="section_title" data-id="${section.id}" data-number="${section.section}">\n${name}\n</${level}>`
  const header = `<div class="course-section-header d-flex" data-for="section_title" data-id="${section.id}" data-number="${section.section}">
<div class="d-flex align-items-center position-relative">${isAlone && isAtLeast('4.5') ? '' : heading}</div>
<div data-region="sectionbadges" class="sectionbadges d-flex align-items-center">${renderBadges(context, input)}</div></div>
<div id="coursecontentcollapse${isAtLeast('4.5') ? `id${section.id}` : section.section}" class="content course-content-item-content collapse show">
${sectionInfo(context, section)}
<ul class="section m-0 p-0 img-text d-block " data-for="cmlist">
${list}
</ul></div>`
  return `<li id="section-${section.section}" class="section course-section main clearfix ${isDelegated ? 'delegated-section' : ''}" ${sectionData(context, section)}>
${isAtLeast('4.5') ? `<div class="section-item">${header}</div>` : header}
</li>`
}

const weekSeconds = 7 * 86_400

/** The week it is now, in a course that goes by weeks. */
function renderBadges({ words, site }: PageContext, { course, section }: SectionInput): string {
  const week = Math.floor((site.clock() - course.startdate) / weekSeconds) + 1
  return course.format === 'weeks' && section.section === week
    ? `<span class="badge rounded-pill bg-primary text-white order-1">${words.currentWeek}</span>`
    : ''
}

function renderOld(context: PageContext, { section }: SectionInput, list: string): string {
  const titleId = `sectionid-${section.id}-title`
  return `<li id="section-${section.section}" class="section main clearfix" role="region" aria-labelledby="${titleId}" data-sectionid="${section.section}" data-sectionreturnid="0">
<div class="left side"></div><div class="right side"><img class="icon spacer" width="1" height="1" alt="" aria-hidden="true" src="${context.siteurl}/theme/image.php/boost/core/1795355399/spacer" /></div>
<div class="content"><h3 id="${titleId}" class="sectionname${section.section === 0 ? ' accesshide' : ''}"><span>${escapeHtml(section.name)}</span></h3>
<div class="section_availability"></div><div class="summary">${renderSummary(context, section)}</div>
<ul class="section img-text">
${list}
</ul></div></li>`
}
