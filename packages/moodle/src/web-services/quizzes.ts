import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadQuiz } from '../reading.ts'
import { mapMaxGrade } from './assignments.ts'
import { count, decimal, id, text, time } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'
import type { RowList } from '../answers/parse-rows.ts'

/** What a quiz says of itself depends on what this student may do with it now. */
export const quizzesSchema = z.object({
  quizzes: z.array(
    z.object({
      id,
      coursemodule: id,
      course: id,
      name: z.string(),
      intro: text,
      timeopen: time,
      timeclose: time,
      timelimit: count,
      attempts: count,
      grade: decimal.nullish(),
    }),
  ),
})

/** Where in the answer each course's rows stand. */
export const quizList: RowList<typeof quizzesSchema> = {
  schema: quizzesSchema,
  functionName: 'mod_quiz_get_quizzes_by_courses',
  rowsAt: 'quizzes',
  courseAt: ['course'],
}

/** Quizzes by course, without what the student did there. Moodle's 0 is "no limit" of time and of attempts. */
export function mapQuizzes(
  answer: z.output<typeof quizzesSchema>,
  context: MapContext,
): Map<number, ReadQuiz[]> {
  return new Map(
    Map.groupBy(answer.quizzes, (quiz) => quiz.course)
      .entries()
      .map(([course, quizzes]) => [
        course,
        quizzes.map((quiz) => ({
          moodleId: quiz.id,
          itemMoodleId: quiz.coursemodule,
          name: cleanText(quiz.name, context.language),
          descriptionHtml: cleanHtml(quiz.intro, context.language),
          opensAt: quiz.timeopen,
          closesAt: quiz.timeclose,
          timeLimitSeconds: quiz.timelimit || null,
          attemptsAllowed: quiz.attempts || null,
          maxGrade: mapMaxGrade(quiz.grade),
          attempts: null,
          bestGrade: null,
        })),
      ]),
  )
}
