import { accessDenied, invalidParameter, missingRecord } from '../moodle-exception.ts'
import { courseIdOfInstance } from '../seed/item-maker.ts'
import type { Person, QuizItem } from '../seed/model.ts'
import type { QuizAttempt } from '../seed/quiz-state.ts'
import { int, text } from './params.ts'
import { defineFunction, requireCourse } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

function requireQuiz(context: CallContext, quizid: number): QuizItem {
  const { site, person } = context
  const courseId = courseIdOfInstance(quizid)
  if (site.readCourse(person, courseId) === undefined) throw missingRecord('quiz')
  const quiz = site
    .listItems(requireCourse(context, courseId))
    .filter((item) => item.modname === 'quiz')
    .find((item) => item.instance === quizid)
  if (quiz === undefined) throw missingRecord('quiz')
  return quiz
}

const statusFilters: Record<string, readonly QuizAttempt['state'][]> = {
  all: ['inprogress', 'overdue', 'finished', 'abandoned'],
  finished: ['finished', 'abandoned'],
  unfinished: ['inprogress', 'overdue'],
}

const getUserAttempts = defineFunction(
  { quizid: int(), userid: int(0), status: text('finished'), includepreviews: int(0) },
  ({ quizid, userid, status }, context) => {
    const { person, site } = context
    const quiz = requireQuiz(context, quizid)
    const wanted = statusFilters[status]
    if (wanted === undefined) throw invalidParameter()
    if (userid !== 0 && userid !== person.id) throw accessDenied()
    const attempts = site.listQuizAttempts(person, quiz).filter(({ state }) => wanted.includes(state))
    return { attempts: attempts.map((attempt) => describeAttempt(person, quiz, attempt)), warnings: [] }
  },
)

function describeAttempt(person: Person, quiz: QuizItem, attempt: QuizAttempt) {
  const id = (person.id * 600_000 + quiz.instance) * 10 + attempt.number
  const modifiedAt = attempt.finishedAt === 0 ? attempt.startedAt : attempt.finishedAt
  return {
    id,
    quiz: quiz.instance,
    userid: person.id,
    attempt: attempt.number,
    uniqueid: id,
    layout: '1,0,2,0,3,0',
    currentpage: 0,
    preview: 0,
    state: attempt.state,
    timestart: attempt.startedAt,
    timefinish: attempt.finishedAt,
    timemodified: modifiedAt,
    timemodifiedoffline: 0,
    timecheckstate: null,
    sumgrades: attempt.value === null ? null : (attempt.value / quiz.grademax) * 3,
    gradeitemmarks: [],
    gradednotificationsenttime: attempt.finishedAt === 0 ? null : attempt.finishedAt,
  }
}

const getUserBestGrade = defineFunction({ quizid: int(), userid: int(0) }, ({ quizid }, context) => {
  const grade = context.site.readQuizGrade(context.person, requireQuiz(context, quizid))
  return { hasgrade: grade !== null, ...(grade === null ? {} : { grade: grade.value }), warnings: [] }
})

export const quizFunctions: Record<string, WebServiceFunction> = {
  mod_quiz_get_user_attempts: getUserAttempts,
  mod_quiz_get_user_best_grade: getUserBestGrade,
}
