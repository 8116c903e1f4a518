import type { AssignItem, StoredFile } from '../seed/model.ts'
import { fileUrl } from '../web-services/stored-files.ts'
import { renderActivityPage } from './activity-page.ts'
import { each, escapeHtml, formatPageHtml } from './html.ts'
import { requirePageItem } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { callFunction } from './page-context.ts'

type Plugin = {
  type: string
  fileareas?: { files: { filename: string; fileurl: string; timemodified: number; filesize: number }[] }[]
  editorfields?: { text: string }[]
}
type SubmissionStatus = {
  lastattempt: {
    submission?: { status: string; attemptnumber: number; timemodified: number; plugins: Plugin[] }
    submissionsenabled: boolean
    graded: boolean
    canedit: boolean
    extensionduedate: number | null
  }
  feedback?: { gradefordisplay: string; gradeddate: number; plugins: Plugin[] }
}
type Row = { title: string; style?: string; value: string }

/** `/mod/assign/view.php?id=` */
export function serveAssign(context: PageContext): Response {
  const { course, item } = requirePageItem(context, 'assign')
  const status: SubmissionStatus = callFunction(context, 'mod_assign_get_submission_status', {
    assignid: item.instance,
  })
  const intro = `<div class="no-overflow">${formatPageHtml(context.siteurl, item.intro)}</div>${renderFiles(
    context,
    item.attachments.map((file) => describeFile(context, file)),
  )}`
  const main = `${renderActions(context, item, status)}${renderStatus(context, item, status)}${renderFeedback(context, status)}`
  return renderActivityPage(context, { course, item }, { intro, main })
}

type ListedFile = { filename: string; fileurl: string; timemodified: number }

const describeFile = ({ siteurl }: PageContext, file: StoredFile): ListedFile => ({
  filename: file.filename,
  fileurl: fileUrl(siteurl, file),
  timemodified: file.timemodified,
})

function renderFiles({ siteurl, dates }: PageContext, files: ListedFile[]): string {
  if (files.length === 0) return ''
  const list = each(files, ({ filename, fileurl, timemodified }) => {
    const name = escapeHtml(filename)
    return `<li yuiConfig='{"type":"html"}'><div><div class="fileuploadsubmission"><img class="icon icon" alt="${name}" title="${name}" src="${siteurl}/theme/image.php/boost/core/1795355399/f/document" /> <a target="_blank" href="${formatPageHtml(siteurl, fileurl)}?forcedownload=1">${name}</a> </div><div class="fileuploadsubmissiontime">${dates.withoutWeekday(timemodified)}</div></div></li>`
  })
  return `<div id="assign_files_tree"><ul>${list}</ul></div>`
}

const listPluginFiles = (plugins: Plugin[]) =>
  plugins.flatMap(({ fileareas = [] }) => fileareas.flatMap(({ files }) => files))

const renderActions = (
  { siteurl, words }: PageContext,
  item: AssignItem,
  { lastattempt }: SubmissionStatus,
) =>
  lastattempt.canedit
    ? `<div class="singlebutton"><form method="get" action="${siteurl}/mod/assign/view.php"><input type="hidden" name="id" value="${item.cmid}"><input type="hidden" name="action" value="editsubmission"><button type="submit" class="btn btn-primary">${words.addSubmission}</button></form></div>`
    : ''

function renderStatus(context: PageContext, item: AssignItem, { lastattempt }: SubmissionStatus): string {
  const { words, dates } = context
  const { submission, extensionduedate } = lastattempt
  const status = submission?.status ?? 'new'
  const isSaved = status === 'draft' || status === 'submitted'
  const files = submission === undefined ? [] : listPluginFiles(submission.plugins)
  const rows: (Row | false)[] = [
    (submission?.attemptnumber ?? 0) > 0 && {
      title: words.attemptNumber,
      value: `${(submission?.attemptnumber ?? 0) + 1}`,
    },
    {
      title: words.submissionStatus,
      style: isSaved || status === 'reopened' ? `submissionstatus${status}` : '',
      value: nameStatus(context, lastattempt.submissionsenabled, status),
    },
    {
      title: words.gradingStatus,
      style: lastattempt.graded ? 'submissiongraded' : 'submissionnotgraded',
      value: lastattempt.graded ? words.graded : words.notGraded,
    },
    (extensionduedate ?? 0) > 0 && {
      title: words.extensionDueDate,
      value: dates.full(extensionduedate ?? 0),
    },
    item.duedate > 0 && {
      title: words.timeRemaining,
      ...describeTime(context, item, { status, extensionduedate, at: submission?.timemodified ?? 0 }),
    },
    { title: words.lastModified, value: isSaved ? dates.full(submission?.timemodified ?? 0) : '-' },
    isSaved && {
      title: words.fileSubmissions,
      value: `<div class="box py-3 boxaligncenter plugincontentsummary">${renderFiles(context, files)}</div>`,
    },
  ]
  return `<div class="submissionstatustable"><h3>${words.submissionStatus}</h3><div class="box py-3 boxaligncenter submissionsummarytable"><div class="table-responsive">${renderTable(rows)}</div></div></div>`
}

function nameStatus({ words }: PageContext, isEnabled: boolean, status: string): string {
  if (!isEnabled) return words.nothingToSubmit
  if (status === 'new') return words.noSubmissionYet
  return words.submissionStates[status as keyof typeof words.submissionStates]
}

function describeTime(
  { words, site }: PageContext,
  item: AssignItem,
  attempt: { status: string; extensionduedate: number | null; at: number },
): { style: string; value: string } {
  const until = Math.max(item.duedate, attempt.extensionduedate ?? 0)
  const span = (seconds: number) =>
    `${Math.floor(seconds / 86_400)} ${words.days} ${Math.floor((seconds % 86_400) / 3600)} ${words.hours}`
  if (attempt.status === 'submitted') {
    return attempt.at <= until
      ? { style: 'earlysubmission', value: `${span(until - attempt.at)} ${words.submittedEarly}` }
      : { style: 'latesubmission', value: `${span(attempt.at - until)} ${words.submittedLate}` }
  }
  const now = site.clock()
  return until < now
    ? { style: 'overdue', value: `${words.overdueBy} ${span(now - until)}` }
    : { style: 'timeremaining', value: `${span(until - now)} ${words.remaining}` }
}

function renderFeedback(context: PageContext, { feedback }: SubmissionStatus): string {
  if (feedback === undefined) return ''
  const { words, dates, siteurl } = context
  const text = feedback.plugins.flatMap(({ editorfields = [] }) => editorfields)[0]?.text ?? ''
  const files = listPluginFiles(feedback.plugins)
  const rows: (Row | false)[] = [
    { title: words.grade, value: feedback.gradefordisplay },
    { title: words.gradedOn, value: dates.full(feedback.gradeddate) },
    {
      title: words.gradedBy,
      value: `<a href="${siteurl}/user/view.php?id=2" class="d-inline-block aabtn"></a>Admin User`,
    },
    text !== '' && {
      title: words.feedbackComments,
      value: `<div class="box py-3 boxaligncenter plugincontentsummary summary_assignfeedback_comments_1">${formatPageHtml(siteurl, text)}</div>`,
    },
    files.length > 0 && {
      title: words.feedbackFiles,
      value: `<div class="box py-3 boxaligncenter plugincontentsummary summary_assignfeedback_file_1">${renderFiles(context, files)}</div>`,
    },
  ]
  return `<div class="feedback"><h3>${words.feedback}</h3><div class="box py-3 boxaligncenter feedbacktable"><div class="table-responsive">${renderTable(rows)}</div></div></div>`
}

const renderTable = (rows: (Row | false)[]) =>
  `<table class="generaltable table-bordered"><tbody>${each(
    rows.filter((row) => row !== false),
    ({ title, style = '', value }) => `<tr class="">
<th class="cell c0" style="" scope="row">${title}</th>
<td class="${style} cell c1 lastcol" style="">${value}</td>
</tr>`,
  )}</tbody></table>`
