import { MoodleError } from '../errors.ts'
import type { SubmissionState } from '../reading.ts'
import { parseDateWords } from './date-words.ts'
import type { PageContext } from './page-context.ts'
import { type Selection, expectPage } from './page-frame.ts'
import { each, idInLink, textOf } from './page-text.ts'
import { parseSubmissionWords } from './submission-words.ts'

export interface IndexedAssignment {
  readonly itemMoodleId: number
  readonly name: string
  /** As the page writes it; null where it has no due date. */
  readonly dueWords: string | null
  /** Null where there is none, or its words are not understood. */
  readonly dueAt: Date | null
  readonly submissionState: SubmissionState
  readonly graded: boolean
}

/** Moodle writes a dash where there is nothing. */
const orNull = (words: string) => (words === '' || words === '-' || words === '–' ? null : words)

function parseRow(cells: readonly Selection[], context: PageContext): IndexedAssignment | null {
  // A column with the section may come first.
  const at = cells.findIndex((cell) => cell.find('a[href*="view.php?id="]').length > 0)
  const link = cells[at]?.find('a[href*="view.php?id="]').first()
  const itemMoodleId = idInLink(link?.attr('href'))
  if (!link || itemMoodleId === null) return null
  const wordsAt = (offset: number) => {
    const cell = cells[at + offset]
    return cell ? orNull(textOf(cell, context)) : null
  }
  const dueWords = wordsAt(1)
  const submission = wordsAt(2)
  return {
    itemMoodleId,
    name: textOf(link, context),
    dueWords,
    dueAt: dueWords ? parseDateWords(dueWords, context.timeZone) : null,
    submissionState: submission ? parseSubmissionWords(submission) : 'unknown',
    graded: wordsAt(3) !== null,
  }
}

/** `/mod/assign/index.php?id=COURSE`: every assignment of a course in one table. */
export function parseAssignmentIndex(html: string, context: PageContext): IndexedAssignment[] {
  const { $ } = expectPage(html, /^page-mod-assign-index$/)
  const table = $('#region-main table.generaltable')
  if (table.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_table' })
  // Those that the student may not open are not in it.
  return [...each($, table.find('tbody tr'))]
    .map((row) => parseRow([...each($, row.children('td, th'))], context))
    .filter((row) => row !== null)
}
