import { MoodleError } from '../errors.ts'
import type { ReadGrade } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, idInLink, parseNumber, textOf } from './page-text.ts'

/** Totals stand in cells of an aggregation; the course's own at the first level. */
function readKind(cell: Selection): ReadGrade['kind'] {
  if (cell.find('.courseitem').length > 0) return 'course'
  if (cell.find('.categoryitem').length > 0) return 'category'
  const classes = cell.attr('class') ?? ''
  if (!/\bbagg[tb]\b/.test(classes)) return 'item'
  return /\blevel1\b/.test(classes) ? 'course' : 'category'
}

/** `0–100`; a scale's range is of words and has neither. */
function readRange(words: string): { readonly min: number | null; readonly max: number | null } {
  const [, from = '', to = ''] = /^(.*?\d)\s*[–—-]\s*(.+)$/.exec(words) ?? []
  const min = parseNumber(from)
  const max = parseNumber(to)
  return min === null || max === null ? { min: null, max: null } : { min, max }
}

const percentOf = (words: string) => parseNumber(/^(-?[\d.,]+)\s*%/.exec(words)?.[1] ?? '')

interface ShownGrade {
  readonly text: string | null
  readonly percent: number | null
  readonly min: number | null
  readonly max: number | null
}

/** The gradebook may show letters in place of points; its percentage then tells the points, as far as it is rounded. */
function readPoints({ text, percent, min, max }: ShownGrade): number | null {
  if (text === null) return null
  const points = parseNumber(/^(-?[\d.,]+)(?:\s*\(.*\))?$/.exec(text)?.[1] ?? '')
  if (points !== null || percent === null || min === null || max === null) return points
  return Math.round((min + ((max - min) * percent) / 100) * 100) / 100
}

/** `B+`, or `85.00 (B+)`; the words of a scale, which has no range of numbers, are no letters. */
function readLetter({ text, max }: ShownGrade): string | null {
  if (text === null || max === null) return null
  return /^(?:-?[\d.,]+\s*\()?([^\d()%]{1,20})\)?$/.exec(text)?.[1] ?? null
}

function readRow(row: Selection, position: number, context: PageContext): ReadGrade | null {
  const nameCell = row.children('.column-itemname').first()
  const moodleId = /^row_[a-z]*(\d+)_\d+$/.exec(nameCell.attr('id') ?? '')?.[1]
  if (!moodleId) return null
  const column = (name: string) => row.children(`.column-${name}`).first()
  const wordsIn = (name: string) => {
    const words = textOf(column(name), context)
    return words === '' || words === '-' ? null : words
  }
  const title = nameCell.find('.gradeitemheader').first()
  const kind = readKind(nameCell)
  // Only a grade that is there and may not be seen is dimmed.
  const hidden = column('grade').is('.dimmed_text, .hidden, :has(.gradehidden)')
  const text = hidden ? null : wordsIn('grade')
  const percent = hidden ? null : percentOf(wordsIn('percentage') ?? '')
  const shown = { text, percent, ...readRange(wordsIn('range') ?? '') }
  return {
    moodleId: Number(moodleId),
    itemMoodleId: kind === 'item' ? idInLink(title.attr('href')) : null,
    name: kind === 'item' ? textOf(title, context) : '',
    kind,
    grade: readPoints(shown),
    gradeText: text,
    letter: (hidden ? null : wordsIn('lettergrade')) ?? readLetter(shown),
    min: shown.min,
    max: shown.max,
    weightPercent: percentOf(wordsIn('weight') ?? ''),
    hidden,
    feedbackHtml: hidden ? null : htmlOf(column('feedback'), context),
    // The page does not tell when.
    gradedAt: null,
    position,
  }
}

/** `/grade/report/user/index.php?id=COURSE`. A course that shows no grades answers with an error page, which is thrown. */
export function parseGradeReport(html: string, context: PageContext): ReadGrade[] {
  const { $ } = expectPage(html, /^page-grade-report-user-index$/)
  const table = $('#region-main table.user-grade')
  if (table.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_table' })
  const grades: ReadGrade[] = []
  for (const row of each($, table.find('tbody tr'))) {
    const grade = readRow(row, grades.length, context)
    if (grade) grades.push(grade)
  }
  if (grades.length === 0 && table.find('tbody .column-grade').length > 0)
    throw new MoodleError('moodle.unexpected_answer', { detail: 'no_grade_rows' })
  return grades
}
