import type { Course } from '../seed/model.ts'
import type { GradeItem } from './grade-page.ts'
import { each, escapeHtml, formatPageHtml } from './html.ts'
import type { PageContext } from './page-context.ts'

type Column = { name: string; head: string; cell: (item: GradeItem) => string }

function listColumns(context: PageContext, hasLetters: boolean): Column[] {
  const { words, siteurl } = context
  const letters: Column[] = hasLetters
    ? [{ name: 'lettergrade', head: words.letterGrade, cell: (item) => item.lettergradeformatted ?? '-' }]
    : []
  return [
    { name: 'weight', head: words.calculatedWeight, cell: (item) => item.weightformatted ?? '-' },
    { name: 'grade', head: words.grade, cell: (item) => renderGrade(context, item) },
    { name: 'range', head: words.range, cell: (item) => item.rangeformatted },
    { name: 'percentage', head: words.percentage, cell: (item) => item.percentageformatted },
    ...letters,
    {
      name: 'feedback',
      head: words.feedback,
      cell: (item) => (item.feedback === '' ? '&nbsp;' : formatPageHtml(siteurl, item.feedback)),
    },
    {
      name: 'contributiontocoursetotal',
      head: words.contribution,
      cell: (item) => (item.graderaw === null ? '-' : (item.weightformatted ?? '-')),
    },
  ]
}

/** Later releases put a menu beside the grade of what can be looked at closer. */
function renderGrade({ isAtLeast, siteurl }: PageContext, item: GradeItem): string {
  if (item.itemmodule !== 'quiz' || item.graderaw === null || !isAtLeast('4.5')) return item.gradeformatted
  return `<div class="d-flex align-items-center"><div>${item.gradeformatted}</div><div class="ps-1 d-flex align-items-center"><div class="action-menu moodle-actionmenu"><div class="dropdown-menu menu"><a href="${siteurl}/mod/quiz/grade.php?id=${item.cmid}&amp;itemid=${item.id}" class="dropdown-item menu-action" role="menuitem" tabindex="-1"><span class="menu-action-text">Grade analysis</span></a></div></div></div></div>`
}

/** The table of the user report: activities and what teachers grade by hand, then the totals. */
export function renderGradeTable(context: PageContext, course: Course, items: GradeItem[]): string {
  const { person, words, isAtLeast } = context
  const columns = listColumns(context, course.letters === 'beside')
  const suffix = isAtLeast('4.5') ? String(person.id) : ''
  const categoryOf = `cat_${course.id * 2}_${person.id}`
  const rows = each(items, (item) => {
    const level = levelOf(course, item)
    const rowId = `row_${item.id}_${person.id}`
    const cells = each(columns, ({ name, cell }, index) => {
      const style = name === 'feedback' ? 'feedbacktext' : 'itemcenter '
      return `<td class="${level} ${style} column-${name} cell c${index + 1}${index === columns.length - 1 ? ' lastcol' : ''}" headers="${categoryOf} ${rowId} ${name}${suffix}" style="">${cell(item)}</td>`
    })
    return `<tr class="cat_${course.id * 2}" data-hidden="false">
${rowHead(context, { level: `${level} column-itemname cell c0`, id: rowId, colspan: 2, content: renderItemName(context, item) })}
${cells}
</tr>`
  })
  const heads = each(
    columns,
    ({ name, head }, index) =>
      `<th class="header column-${name} header c${index + 1}" id="${name}${suffix}" style="" scope="col">${head}</th>`,
  )
  return `<table class="generaltable boxaligncenter user-grade">
<thead><tr><th class="header column-itemname header c0" id="itemname${suffix}" style="" colspan="3" scope="col">${words.gradeItem}</th>
${heads}</tr></thead>
<tbody><tr class="" data-hidden="false">
${rowHead(context, { level: 'level1 d1 b1b b1t category column-itemname cell c0 lastcol', id: categoryOf, colspan: 9, content: `<div class="d-flex category-content"><span>${escapeHtml(course.fullname)}</span></div>` })}
</tr>
<tr class="cat_${course.id * 2} spacer" data-hidden="false"><td class="level1 d1 b1t b2b b1l cell c0 lastcol" style="" rowspan="${items.length + 2}"></td></tr>
<tr class="cat_${course.id * 2}" data-hidden="false"></tr>
${rows}
</tbody></table>`
}

/** How deep a row stands: in the course, or in a category of it. */
function levelOf(course: Course, { itemtype, categoryid }: GradeItem): string {
  if (itemtype === 'course') return 'level1 d1 baggt b2b'
  if (itemtype === 'category') return 'level2 d2 baggt b2b'
  return categoryid === course.id * 2 ? 'level2 item b1b' : 'level3 item b1b'
}

/** The first cell of a row: a heading before 4.0 and since 4.3. */
function rowHead(
  { isAtLeast }: PageContext,
  cell: { level: string; id: string; colspan: number; content: string },
): string {
  const isHeading = isAtLeast('4.5') || !isAtLeast('4.1')
  const attributes = `class="${cell.level}" style="" colspan="${cell.colspan}" id="${cell.id}"`
  return isHeading
    ? `<th ${attributes} scope="row">${cell.content}</th>`
    : `<td ${attributes}>${cell.content}</td>`
}

function renderItemName(context: PageContext, item: GradeItem): string {
  const { words, isAtLeast } = context
  const kind = nameKind(context, item)
  const name = item.itemname ?? (item.itemtype === 'course' ? words.courseTotal : words.categoryTotal)
  const title =
    item.itemmodule === null || item.cmid === undefined
      ? `<span class="gradeitemheader " title="${escapeHtml(name)}" tabindex="0">${escapeHtml(name)}</span>`
      : `<a title="${kind} ${escapeHtml(name)}" class="gradeitemheader " href="${linkOf(context, item)}">${escapeHtml(name)}</a>`
  // Before 4.0 an icon says what kind it is.
  if (!isAtLeast('4.1')) return `<img class="icon itemicon" title="${kind}" alt="${kind}" src="" />${title}`
  const group = { mod: 'item', manual: 'item', category: 'categoryitem', course: 'courseitem' }[item.itemtype]
  return `<div class="${group} d-flex align-items-center"><div><span class="d-block text-uppercase small dimmed_text" title="${kind}">${kind}</span>${isAtLeast('4.5') ? `<div class="rowtitle">${title}</div>` : title}</div></div>`
}

function nameKind({ words }: PageContext, { itemtype, itemmodule }: GradeItem): string {
  if (itemmodule !== null) return words.moduleName(itemmodule)
  return itemtype === 'manual' ? words.manualItem : words.aggregation
}

/** Before 4.5 a quiz that has a grade is linked by way of the page that decides what the student may see of it. */
const linkOf = ({ siteurl, isAtLeast, person }: PageContext, { itemmodule, cmid }: GradeItem) =>
  itemmodule === 'quiz' && !isAtLeast('4.5')
    ? `${siteurl}/mod/quiz/grade.php?id=${cmid}&amp;itemnumber=0&amp;userid=${person.id}`
    : `${siteurl}/mod/${itemmodule}/view.php?id=${cmid}`
