import { missingRecord } from '../moodle-exception.ts'
import { courseIdOfInstance } from '../seed/item-maker.ts'
import type { QuizItem } from '../seed/model.ts'
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

const getUserAttempts = defineFunction(
  { quizid: int(), userid: int(0), status: text('finished'), includepreviews: int(0) },
  ({ quizid }, context) => {
    const { person, site } = context
    const quiz = requireQuiz(context, quizid)
    const grade = site.readQuizGrade(person, quiz)
    if (grade === null) return { attempts: [], warnings: [] }
    const id = person.id * 600_000 + quiz.instance
    const timefinish = quiz.timeclose - 3600
    const attempt = {
      id,
      quiz: quiz.instance,
      userid: person.id,
      attempt: 1,
      uniqueid: id,
      layout: '1,0,2,0,3,0',
      currentpage: 0,
      preview: 0,
      state: 'finished',
      timestart: timefinish - 900,
      timefinish,
      timemodified: timefinish,
      timemodifiedoffline: 0,
      timecheckstate: null,
      sumgrades: (grade.value / quiz.grademax) * 3,
      gradeitemmarks: [],
      gradednotificationsenttime: timefinish,
    }
    return { attempts: [attempt], warnings: [] }
  },
)

const getUserBestGrade = defineFunction({ quizid: int(), userid: int(0) }, ({ quizid }, context) => {
  const grade = context.site.readQuizGrade(context.person, requireQuiz(context, quizid))
  return { hasgrade: grade !== null, ...(grade === null ? {} : { grade: grade.value }), warnings: [] }
})

export const quizFunctions: Record<string, WebServiceFunction> = {
  mod_quiz_get_user_attempts: getUserAttempts,
  mod_quiz_get_user_best_grade: getUserBestGrade,
}
