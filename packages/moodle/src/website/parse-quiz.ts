import type { ReadAttempt } from '../reading.ts'
import { parseDateWords } from './date-words.ts'
import type { PageContext } from './page-context.ts'
import { type CheerioAPI, type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, parseNumber, textOf } from './page-text.ts'

export interface QuizPage {
  readonly descriptionHtml: string | null
  readonly attempts: readonly ReadAttempt[]
  readonly bestGrade: number | null
  readonly maxGrade: number | null
}

/** Moodle's words for an attempt's state, by what it calls the state itself. */
const stateWords: Readonly<Record<string, string>> = {
  'in progress': 'inprogress',
  overdue: 'overdue',
  submitted: 'submitted',
  finished: 'finished',
  'never submitted': 'abandoned',
  'not started': 'notstarted',
  בתהליך: 'inprogress',
  באיחור: 'overdue',
  הסתיים: 'finished',
  הושלם: 'finished',
  'لم ينته بعد': 'inprogress',
  منته: 'finished',
  انتهى: 'finished',
}

/** The words where they are known; else an attempt that may be looked back at is over. */
function readState(words: string, entry: Selection): string {
  const known = words.toLowerCase().trim()
  if (Object.hasOwn(stateWords, known)) return stateWords[known] ?? ''
  return entry.find('a[href*="review.php"]').length > 0 ? 'finished' : 'inprogress'
}

/** Since 4.4: a card for each attempt, whose rows are its state, when it began and when it ended. */
function readCards($: CheerioAPI, cards: Selection, context: PageContext): ReadAttempt[] {
  return [...each($, cards)].map((table, index, all) => {
    const card = table.parent()
    const values = [...each($, table.find('tbody > tr > td'))].map((cell) => textOf(cell, context))
    const times = values.slice(1, 3).map((words) => parseDateWords(words, context.timeZone))
    return {
      number:
        parseNumber(/\d+/.exec(textOf(card.find('.card-title'), context))?.[0] ?? '') ?? all.length - index,
      state: readState(values[0] ?? '', card),
      startedAt: times[0] ?? null,
      finishedAt: times[1] ?? null,
    }
  })
}

/** Before: a table, whose state carries the time in words ("Submitted Sunday, …"). */
function readTable($: CheerioAPI, rows: Selection, context: PageContext): ReadAttempt[] {
  return [...each($, rows)].map((row, index) => {
    const cells = [...each($, row.children('td'))]
    const state = cells[1]
    const details = state ? textOf(state.find('.statedetails'), context) : ''
    const words = state ? textOf(state, context).replace(details, '') : ''
    return {
      number: parseNumber(cells[0] ? textOf(cells[0], context) : '') ?? index + 1,
      state: readState(words, row),
      startedAt: null,
      finishedAt: parseDateWords(details.replace(/^\S+\s+/, ''), context.timeZone),
    }
  })
}

/** `/mod/quiz/view.php?id=ITEM` */
export function parseQuiz(html: string, context: PageContext): QuizPage {
  const { $ } = expectPage(html, /^page-mod-quiz-view$/)
  const main = $('#region-main')
  const cards = main.find('table.quizreviewsummary')
  const attempts = cards.length
    ? readCards($, cards, context)
    : readTable($, main.find('table.quizattemptsummary > tbody > tr'), context)
  const words = textOf(main.find('#feedback h3').first(), context)
  const [, best = '', most = ''] = /(-?[\d.,]*\d)\s*\/\s*([\d.,]*\d)/.exec(words) ?? []
  return {
    descriptionHtml: htmlOf(main.find('#intro'), context),
    attempts: attempts.toSorted((a, b) => a.number - b.number),
    bestGrade: parseNumber(best),
    maxGrade: parseNumber(most),
  }
}
