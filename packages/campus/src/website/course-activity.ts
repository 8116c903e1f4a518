import { renderCompletion, renderDates, renderDescription, renderFileDetails } from './activity-markup.ts'
import type { CourseModule } from './course-modules.ts'
import { escapeHtml } from './html.ts'
import type { PageContext } from './page-context.ts'

const fileIcons: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/zip': 'archive',
  'text/plain': 'text',
}

/** Of a file 3.11 and 4.3 on show what type it is. */
function iconOf({ siteurl, isAtLeast }: PageContext, module: CourseModule): string {
  const image = `${siteurl}/theme/image.php/boost`
  const file = module.modname === 'resource' ? module.contents?.[0] : undefined
  const type = fileIcons[file?.mimetype ?? ''] ?? 'document'
  if (!isAtLeast('4.1'))
    return file === undefined
      ? `${image}/${module.modname}/1795355399/icon`
      : `${image}/core/1795355399/f/${type}-24`
  return file !== undefined && isAtLeast('4.5')
    ? `${image}/core/1795355399/f/${type}?filtericon=1`
    : `${image}/${module.modname}/1795355399/monologo?filtericon=1`
}

/**
 * One activity of a course page, as the release lays it out.
 *
 * @param subsection what stands inside it, if it is a subsection
 */
export function renderActivity(context: PageContext, module: CourseModule, subsection: string): string {
  if (!context.isAtLeast('4.1')) return renderOld(context, module)
  return context.isAtLeast('4.5') ? renderCard(context, module, subsection) : renderItem(context, module)
}

/** A link, or only the name where the student may not go there yet. */
function renderName(context: PageContext, module: CourseModule, linkClass: string): string {
  const kind = `<span class="accesshide " > ${context.words.moduleName(module.modname)}</span>`
  return module.uservisible && module.url !== undefined
    ? `<a href="${module.url}" class="${linkClass}" onclick=""> <span class="instancename">${escapeHtml(module.name)} ${kind}</span> </a>`
    : `<span class="instancename"> ${escapeHtml(module.name)} ${kind} </span>`
}

function renderRestriction({ site, person, words, dates }: PageContext, module: CourseModule): string {
  if (module.uservisible) return ''
  const at = site.findItem(person, module.id)?.item.availableFrom ?? 0
  return `${words.availableFrom} <strong>${dates.restriction(at)}</strong>`
}

const information = (context: PageContext, module: CourseModule, dates = '') => {
  const completion = renderCompletion(context, module)
  const info = completion === '' ? '' : `<div data-region="completion-info">${completion}</div>`
  return `<div data-region="activity-information" data-activityname="${escapeHtml(module.name)}" class="activity-information">${dates}${info}</div>`
}

/** 4.3 and later: a grid of the parts that are there. */
function renderCard(context: PageContext, module: CourseModule, subsection: string): string {
  const { modname, id, name } = module
  const hasName = module.url !== undefined
  const dates = renderDates(context, module)
  const restriction = renderRestriction(context, module)
  const details = renderFileDetails(context, module)
  const description = subsection === '' ? renderDescription(context, module) : subsection
  const badge = modname === 'resource' ? (module.contents?.[0]?.filename.split('.').at(-1) ?? '') : ''
  const parts = [
    hasName &&
      `<div class="activity-icon activityiconcontainer smaller ${module.purpose} courseicon align-self-start me-2"><img src="${iconOf(context, module)}" class="activityicon " data-region="activity-icon" data-id="${id}" alt=""></div>
<div class="activity-name-area activity-instance d-flex flex-column me-2"><div class="activitytitle modtype_${modname} position-relative align-self-start"><div class="activityname">
${renderName(context, module, ' aalink stretched-link')}
${badge === '' ? '' : `<span class="ms-1"><span class="activitybadge badge rounded-pill badge-none">\n${badge.toUpperCase()}\n</span></span>`}
</div></div></div>`,
    dates !== '' && `<div data-region="activity-dates" class="activity-dates me-sm-2">${dates}</div>`,
    (hasName || module.completion > 0) &&
      `<div class="activity-completion align-self-start ms-sm-2">${information(context, module)}</div>`,
    details !== '' &&
      `<div class="activity-afterlink afterlink d-flex align-items-center"><span class="resourcelinkdetails">${details}</span></div>`,
    restriction !== '' &&
      `<div class="activity-availability availabilityinfo isrestricted" data-region="availabilityinfo"><div><i class="icon fa fa-lock fa-fw " aria-hidden="true"></i> ${restriction}</div></div>`,
    description !== '' && `<div class="activity-altcontent text-break ">${description}</div>`,
  ].filter((part) => part !== false)
  return `<li class="activity activity-wrapper ${modname} modtype_${modname} hasinfo " id="module-${id}" data-for="cmitem" data-id="${id}">
<div class="activity-item focus-control ${hasName ? '' : 'activityinline'}" data-activityname="${escapeHtml(name)}" data-region="activity-card">
<div class="activity-grid ${hasName ? '' : 'noname-grid'}">
${parts.join('\n')}
</div></div></li>`
}

/** 4.0 to 4.2. */
function renderItem(context: PageContext, module: CourseModule): string {
  const { modname, id, name } = module
  const hasName = module.url !== undefined
  const dates = renderDates(context, module)
  const restriction = renderRestriction(context, module)
  const details = renderFileDetails(context, module)
  const description = renderDescription(context, module)
  const instance = `<div class="activity-instance d-flex flex-column"><div class="activitytitle media modtype_${modname} position-relative align-self-start">
<div class="activityiconcontainer courseicon align-self-start mr-3"><img src="${iconOf(context, module)}" class="activityicon " alt="${modname} icon"></div>
<div class="media-body align-self-center"><div class="activityname">
${renderName(context, module, ' aalink stretched-link')}
</div></div></div></div>
${details === '' ? '' : `<div class="afterlink d-flex align-items-center ml-3"><span class="resourcelinkdetails">${details}</span></div>`}`
  return `<li class="activity activity-wrapper ${modname} modtype_${modname} hasinfo " id="module-${id}" data-for="cmitem" data-id="${id}">
<div class="activity-item ${hasName ? '' : 'activityinline'}" data-activityname="${escapeHtml(name)}">
<div class="activity-basis d-flex align-items-center"><div class="d-flex flex-column flex-md-row w-100 align-self-start">
${hasName ? instance : ''}
<div class="activity-info mt-1 mt-md-0">${information(context, module)}</div>
</div></div>
<div class="description">
${restriction === '' ? '' : `<div class="availabilityinfo small course-description-item isrestricted"><div class="description-inner">${restriction}</div></div>`}
${dates === '' ? '' : `<div data-region="activity-dates" class="activity-dates small course-description-item"><div class="description-inner">${dates}</div></div>`}
${description === '' ? '' : `<div class="activity-altcontent ${hasName ? '' : 'contentwithoutlink'} d-flex"><div class="flex-fill description-inner text-break">${description}</div></div>`}
</div></div></li>`
}

/** 3.11. */
function renderOld(context: PageContext, module: CourseModule): string {
  const { modname, id } = module
  const hasName = module.url !== undefined
  const icon = `<img src="${iconOf(context, module)}" class="iconlarge activityicon" alt="" role="presentation" aria-hidden="true" />`
  const name = renderName(context, module, 'aalink').replace(
    '<span class="instancename">',
    (found) => icon + found,
  )
  const details = renderFileDetails(context, module)
  const dates = renderDates(context, module)
  const restriction = renderRestriction(context, module)
  const description = renderDescription(context, module)
  return `<li class="activity ${modname} modtype_${modname} " id="module-${id}"><div><div class="mod-indent-outer w-100"><div class="mod-indent"></div><div>
${hasName ? `<div class="activityinstance">${module.uservisible ? name : `<div class="dimmed dimmed_text">${name}</div>`}${details === '' ? '' : `<span class="resourcelinkdetails">${details}</span>`}</div>` : ''}
${hasName || description === '' ? '' : `<div class="contentwithoutlink ">${description}</div>`}
${information(context, module, dates === '' ? '' : `<div data-region="activity-dates" class="activity-dates">${dates}</div>`)}
${restriction === '' ? '' : `<div class="availabilityinfo isrestricted"><span class="badge badge-info">${context.words.restricted}</span> ${restriction}</div>`}
${hasName && description !== '' ? `<div class="contentafterlink">${description}</div>` : ''}
</div></div></div></li>`
}
