import { MoodleError } from '../errors.ts'
import type { ReadFile, SubmissionState } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { expectPage } from './page-frame.ts'
import { htmlOf } from './page-text.ts'
import { findFiles } from './site-files.ts'

export interface AssignmentPage {
  readonly descriptionHtml: string | null
  /** What the teacher gave with it. */
  readonly files: readonly ReadFile[]
  readonly submissionState: SubmissionState
  readonly graded: boolean
}

const states: readonly SubmissionState[] = ['new', 'draft', 'reopened', 'submitted']

/** `/mod/assign/view.php?id=ITEM`. The state stands in a class, so in no language. */
export function parseAssignment(html: string, context: PageContext): AssignmentPage {
  const { $ } = expectPage(html, /^page-mod-assign-view$/)
  const table = $('#region-main .submissionstatustable').first()
  const intro = $('#region-main #intro').first()
  if (table.length === 0 && intro.length === 0)
    throw new MoodleError('moodle.unexpected_answer', { detail: 'no_assignment' })
  // Moodle lists them in the order of the page's language.
  const files = findFiles($, intro, context).toSorted((a, b) => (a.url < b.url ? -1 : 1))
  const described = intro.clone()
  described.find('[id^="assign_files_tree"], .fileuploadsubmission').remove()
  const cell = table.find('[class*=submissionstatus]').filter('td').first()
  const named = states.find((state) => cell.hasClass(`submissionstatus${state}`))
  return {
    descriptionHtml: htmlOf(described, context),
    files,
    // One that was never begun has a cell without a class.
    submissionState: named ?? (table.length ? 'new' : 'unknown'),
    graded: table.find('td.submissiongraded').length > 0,
  }
}
