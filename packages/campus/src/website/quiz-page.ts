import type { QuizItem } from '../seed/model.ts'
import { renderActivityPage } from './activity-page.ts'
import { each } from './html.ts'
import { requirePageItem } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { callFunction } from './page-context.ts'

type Attempt = {
  id: number
  attempt: number
  state: string
  timestart: number
  timefinish: number
  sumgrades: number | null
}

/** Points the questions of every quiz give together. */
const sumOfMarks = 3

/** `/mod/quiz/view.php?id=`, with the student's attempts: a table until 4.3, then a card for each. */
export function serveQuiz(context: PageContext): Response {
  const { course, item } = requirePageItem(context, 'quiz')
  const { words, siteurl } = context
  const { attempts } = callFunction<{ attempts: Attempt[] }>(context, 'mod_quiz_get_user_attempts', {
    quizid: item.instance,
    status: 'all',
  })
  const best = callFunction<{ grade?: number }>(context, 'mod_quiz_get_user_best_grade', {
    quizid: item.instance,
  })
  const list = attempts.length === 0 ? '' : renderAttempts(context, item, attempts)
  const final =
    best.grade === undefined
      ? ''
      : `<div id="feedback" class="box py-3 generalbox"><h3>${words.finalGrade} ${best.grade.toFixed(2)}/${item.grademax.toFixed(2)}.</h3></div>`
  const main = `<div class="box py-3 quizinfo"><p>${words.gradingMethod}</p></div>
${context.isAtLeast('4.5') ? final + list : list + final}
<div class="box py-3 quizattempt"><form method="get" action="${siteurl}/course/view.php"><input type="hidden" name="id" value="${course.id}"><button type="submit" class="btn btn-secondary">${words.backToCourse}</button></form></div>`
  return renderActivityPage(context, { course, item }, { main })
}

const stateOf = ({ words }: PageContext, { state }: Attempt) =>
  state === 'finished' ? words.finished : state === 'abandoned' ? words.neverSubmitted : words.inProgress

/** Marks and grade of an attempt that has some. */
function gradesOf(quiz: QuizItem, { sumgrades }: Attempt): { marks: string; grade: string } | null {
  if (sumgrades === null) return null
  const grade = ((sumgrades / sumOfMarks) * quiz.grademax).toFixed(2)
  return { marks: sumgrades.toFixed(2), grade }
}

const reviewLink = ({ siteurl, words }: PageContext, quiz: QuizItem, attempt: Attempt) =>
  `<a title="${words.review}" href="${siteurl}/mod/quiz/review.php?attempt=${attempt.id}&amp;cmid=${quiz.cmid}">${words.review}</a>`

const renderAttempts = (context: PageContext, quiz: QuizItem, attempts: Attempt[]) =>
  context.isAtLeast('4.5')
    ? `<h3>${context.words.attempts}</h3><ul class="list-unstyled row row-cols-1 row-cols-md-2 g-0">${each(attempts, (attempt) => renderCard(context, quiz, attempt))}</ul>`
    : renderTable(context, quiz, attempts)

function renderTable(context: PageContext, quiz: QuizItem, attempts: Attempt[]): string {
  const { words, dates } = context
  const heads = [
    words.attempt,
    words.state,
    `${words.marks} / ${sumOfMarks.toFixed(2)}`,
    `${words.grade} / ${quiz.grademax.toFixed(2)}`,
    words.review,
  ]
  const rows = each(attempts, (attempt) => {
    const grades = gradesOf(quiz, attempt)
    const submitted =
      attempt.timefinish === 0
        ? ''
        : `<span class="statedetails">${words.submitted} ${dates.full(attempt.timefinish)}</span>`
    return `<tr class="">
<td class="cell c0">${attempt.attempt}</td>
<td class="cell c1">${stateOf(context, attempt)}${submitted}</td>
<td class="cell c2">${grades?.marks ?? ''}</td>
<td class="cell c3">${grades?.grade ?? ''}</td>
<td class="cell c4 lastcol">${grades === null ? '' : reviewLink(context, quiz, attempt)}</td>
</tr>`
  })
  return `<h3>${words.previousAttempts}</h3><div class="table-responsive"><table class="generaltable quizattemptsummary"><thead><tr>${each(heads, (head, index) => `<th class="header c${index}" scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function renderCard(context: PageContext, quiz: QuizItem, attempt: Attempt): string {
  const { words, dates } = context
  const grades = gradesOf(quiz, attempt)
  const rows = [
    [words.status, stateOf(context, attempt)],
    [words.started, dates.attempt(attempt.timestart)],
    ...(attempt.timefinish === 0 ? [] : [[words.completed, dates.attempt(attempt.timefinish)]]),
    ...(grades === null
      ? []
      : [
          [words.marks, `${grades.marks}/${sumOfMarks.toFixed(2)}`],
          [words.grade, `<b>${grades.grade}</b> ${words.outOf} ${quiz.grademax.toFixed(2)}`],
        ]),
  ]
  return `<li class="col ps-0 pe-2 mb-2"><div class="card h-100"><div class="card-header py-2 border-bottom-0"><h4 class="card-title my-0">${words.attempt} ${attempt.attempt}</h4></div>
<table class="generaltable generalbox quizreviewsummary mb-0"><tbody>${each(rows, ([head, value]) => `<tr><th class="cell" scope="row">${head}</th><td class="cell">${value}</td></tr>`)}</tbody></table>
<div class="card-body py-2">${grades === null ? '' : reviewLink(context, quiz, attempt)}</div></div></li>`
}
