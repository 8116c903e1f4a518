import { z } from 'zod'
import type { ReadAttempt } from '../reading.ts'
import { decimal, flag, id, setText, time } from '../answers/fields.ts'

export const attemptsSchema = z.object({
  attempts: z.array(
    z.object({
      /** Counted from 1 for each student. */
      attempt: id.pipe(z.int32()),
      state: setText,
      timestart: time,
      timefinish: time,
      preview: flag.nullish(),
    }),
  ),
})

/** The student's own attempts at one quiz, the first first. A teacher's try of it (a preview) is none. */
export function mapAttempts(answer: z.output<typeof attemptsSchema>): ReadAttempt[] {
  return answer.attempts
    .filter(({ preview }) => !preview)
    .map((attempt) => ({
      number: attempt.attempt,
      state: attempt.state,
      startedAt: attempt.timestart,
      finishedAt: attempt.timefinish,
    }))
    .toSorted((a, b) => a.number - b.number)
}

export const bestGradeSchema = z.object({
  hasgrade: flag,
  grade: decimal.nullish(),
})

/** In the quiz's own points; null is "none yet", or one that is not shown. */
export function mapBestGrade(answer: z.output<typeof bestGradeSchema>): number | null {
  return answer.hasgrade ? (answer.grade ?? null) : null
}
