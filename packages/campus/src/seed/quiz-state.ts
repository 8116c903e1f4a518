import { courseIdOfCmid } from './item-maker.ts'
import type { Person, QuizItem } from './model.ts'
import type { Grade } from './person-state.ts'
import { hashText } from './prng.ts'

export type QuizAttempt = {
  /** From 1. */
  number: number
  state: 'inprogress' | 'overdue' | 'finished' | 'abandoned'
  startedAt: number
  /** 0 while it is not over. */
  finishedAt: number
  /** Out of the quiz's own maximum; null without one. */
  value: number | null
}

const quarterHour = 900

// Counted through, not drawn: a student with eight courses has every state among the quizzes open today.
const openStates = ['inprogress', 'overdue', 'finished', 'none'] as const

/** Pure: what the student has tried of a quiz up to `now`, the day the campus was made. */
export function listQuizAttempts(input: { person: Person; item: QuizItem; now: number }): QuizAttempt[] {
  const { person, item, now } = input
  const draw = hashText(`${person.username}/${item.cmid}`)
  if (item.timeopen > now) return []
  return item.timeclose > now ? listOpen() : listClosed()

  function listOpen(): QuizAttempt[] {
    const startedAt = now - quarterHour * 2
    const kind = (hashText(person.username) + Math.floor(courseIdOfCmid(item.cmid) / 2)) % openStates.length
    const state = openStates[kind] as (typeof openStates)[number]
    if (state === 'none') return []
    if (state !== 'finished') return [{ number: 1, state, startedAt, finishedAt: 0, value: null }]
    return [finished(1, startedAt + quarterHour, 50 + (draw % 51))]
  }

  function listClosed(): QuizAttempt[] {
    const finishedAt = item.timeclose - 3600
    if (draw % 16 === 0)
      return [{ number: 1, state: 'abandoned', startedAt: finishedAt - quarterHour, finishedAt, value: null }]
    if (draw % 8 === 0) return []
    const best = 50 + (draw % 51)
    const isSecondTry = draw % 3 === 0
    return isSecondTry
      ? [finished(1, finishedAt - 7200, best - 15), finished(2, finishedAt, best)]
      : [finished(1, finishedAt, best)]
  }
}

const finished = (number: number, finishedAt: number, value: number): QuizAttempt => ({
  number,
  state: 'finished',
  startedAt: finishedAt - quarterHour,
  finishedAt,
  value,
})

/** The best of them is the grade, as in a quiz that counts the highest. */
export function readBestGrade(attempts: QuizAttempt[]): Grade | null {
  const best = attempts
    .filter((attempt): attempt is QuizAttempt & { value: number } => attempt.value !== null)
    .toSorted((one, other) => other.value - one.value)[0]
  return best === undefined
    ? null
    : { value: best.value, gradedAt: best.finishedAt, feedback: '', isHidden: false }
}
