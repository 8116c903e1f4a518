import { each, escapeHtml, formatPageHtml } from './html.ts'
import type { CourseModule } from './course-modules.ts'
import type { Visit } from './page-context.ts'

/** Dates with what they mean. Moodle gives web services the words too; pages have them in their own language. */
export function renderDates({ words, dates }: Visit, module: CourseModule): string {
  const labels: Record<string, string> = {
    'Opens:': words.opens,
    'Opened:': words.opened,
    'Due:': words.due,
    'Closes:': words.closes,
    'Closed:': words.closed,
  }
  return each(
    module.dates,
    ({ label, timestamp }) =>
      `<div>\n<strong>${labels[label] ?? label}</strong> ${dates.full(timestamp)}\n</div>`,
  )
}

/** Whether the activity counts as done, as a button to press or as the rules for it. */
export function renderCompletion(visit: Visit, module: CourseModule): string {
  const { words, isAtLeast } = visit
  const { completion, completiondata, name } = module
  if (completion === 0 || completiondata === undefined || !module.uservisible) return ''
  const isDone = completiondata.state > 0
  if (completion === 1) {
    const type = isDone ? 'manual:undo' : 'manual:mark-done'
    const style = isDone ? 'btn-success' : 'btn-outline-secondary'
    return `<button class="btn ${style} btn-sm text-nowrap" data-action="toggle-manual-completion" data-toggletype="${type}" data-cmid="${module.id}" data-activityname="${escapeHtml(name)}" data-withavailability="0" title="${escapeHtml(name)}">${isDone ? words.done : words.markAsDone}</button>`
  }
  const rules = completiondata.details.map(({ rulevalue }) => ({
    ...describeRule(visit, rulevalue.status),
    text: rulevalue.description,
  }))
  if (!isAtLeast('4.5')) {
    const badges = each(
      rules,
      ({ badge, word, text }) =>
        `<span class="badge badge-pill ${badge} icon-no-margin" role="listitem"><strong>${word}:</strong> <span class="font-weight-normal">${text}</span></span>`,
    )
    return `<div class="automatic-completion-conditions" data-region ="completionrequirements" role="list">${badges}</div>`
  }
  const entries = each(
    rules,
    ({ colour, word, text }) =>
      `<div class="d-flex mt-2 ${colour}" role="listitem"><div><span class="sr-only">${word}:</span></div><span>${text}</span></div>`,
  )
  return `<div data-region="completionrequirements"><div class="dropdown completion-dropdown">
<button class="btn btn-sm dropdown-toggle icon-no-margin ${isDone ? 'btn-success' : 'btn-outline-secondary'}" type="button">${isDone ? words.done : words.toDo}</button>
<div class="dropdown-menu"><div class="completion-dialog px-2"><div class="ms-2" role="list">${entries}</div></div></div></div></div>`
}

function describeRule({ words }: Visit, status: number) {
  if (status === 3) return { badge: 'alert-danger', colour: 'text-danger', word: words.failed }
  return status > 0
    ? { badge: 'alert-success', colour: 'text-success', word: words.done }
    : { badge: 'badge-light', colour: '', word: words.toDo }
}

/** Size, type and time of a file, on those files whose teacher had them shown. */
export function renderFileDetails(visit: Visit, module: CourseModule): string {
  const file = module.modname === 'resource' ? module.contents?.[0] : undefined
  if (file === undefined || module.id % 4 === 0) return ''
  const { words, dates } = visit
  const size = `${(file.filesize / 1024).toFixed(1)} KB`
  const uploaded = module.id % 2 === 0 ? `${words.uploaded} ${dates.short(file.timemodified)}` : undefined
  if (visit.isAtLeast('4.5')) return [size, uploaded].filter((part) => part !== undefined).join(' · ')
  const type = file.mimetype === 'application/pdf' ? 'PDF document' : undefined
  return [size, type, uploaded].filter((part) => part !== undefined).join(' ')
}

export const renderDescription = ({ siteurl }: Visit, { description }: CourseModule): string =>
  description === undefined ? '' : formatPageHtml(siteurl, description)

/**
 * The part of an activity's own page that Moodle puts above its content from 4.0 on; before, it is the top of the
 * content, under a heading.
 */
export function renderActivityHeader(
  visit: Visit,
  module: CourseModule,
  intro = renderDescription(visit, module),
): { activityHeader?: string; top: string } {
  const { isAtLeast } = visit
  const dates = renderDates(visit, module)
  const datesBlock =
    dates === ''
      ? ''
      : `<div data-region="activity-dates" class="activity-dates">${isAtLeast('4.5') ? dates : `<div class="description-inner">${dates}</div>`}</div>`
  const information = `<div data-region="activity-information" data-activityname="${escapeHtml(module.name)}" class="activity-information">
<div class="completion-info" data-region="completion-info">${renderCompletion(visit, module)}</div>
${datesBlock}
</div>`
  if (!isAtLeast('4.1')) {
    const box =
      intro === '' ? '' : `<div id="intro" class="box py-3 generalbox boxaligncenter">${intro}</div>`
    return { top: `<h2>${escapeHtml(module.name)}</h2>${information}${box}` }
  }
  const description = intro === '' ? '' : `<div class="activity-description" id="intro">${intro}</div>`
  return {
    top: '',
    activityHeader: `<div class="activity-header" data-for="page-activity-header">${information}${description}</div>`,
  }
}
