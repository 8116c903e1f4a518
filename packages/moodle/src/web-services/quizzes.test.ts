import { describe, expect, it } from 'vitest'
import { attemptsSchema, bestGradeSchema, mapAttempts, mapBestGrade } from './attempts.ts'
import { mapQuizzes, quizzesSchema } from './quizzes.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('quizzes', () => {
  it('takes 0 for no limit, and lacks what Moodle keeps to itself', () => {
    const quizzes = [
      { id: 1, coursemodule: 2, course: 9, name: 'Q', timelimit: 0, attempts: 0, timeclose: 10 },
      { id: 2, coursemodule: 3, course: 9, name: 'R' },
    ]
    const empty = {
      attempts: null,
      bestGrade: null,
      descriptionHtml: null,
      timeLimitSeconds: null,
      attemptsAllowed: null,
      maxGrade: null,
      opensAt: null,
    }
    expect(mapQuizzes(quizzesSchema.parse({ quizzes }), context).get(9)).toMatchObject([
      { ...empty, closesAt: at(10) },
      { ...empty, closesAt: null },
    ])
  })
})

describe('attempts', () => {
  it('reads those of the student in their order, one that is not ended without an end', () => {
    const attempts = [
      { attempt: 2, state: 'inprogress', timestart: 30, timefinish: 0, preview: 0 },
      { attempt: 1, state: 'finished', timestart: 10, timefinish: 20 },
      { attempt: 3, state: 'finished', timestart: 40, timefinish: 50, preview: 1 },
    ]
    expect(mapAttempts(attemptsSchema.parse({ attempts, warnings: [] }))).toEqual([
      { number: 1, state: 'finished', startedAt: at(10), finishedAt: at(20) },
      { number: 2, state: 'inprogress', startedAt: at(30), finishedAt: null },
    ])
  })

  it.each([
    [{ hasgrade: true, grade: 66.66667 }, 66.66667],
    [{ hasgrade: true, grade: 0 }, 0],
    [{ hasgrade: false }, null],
    [{ hasgrade: true }, null],
  ])('reads the best grade of %j as %j', (answer, grade) => {
    expect(mapBestGrade(bestGradeSchema.parse({ ...answer, warnings: [] }))).toBe(grade)
  })
})
