import { countCourse, findTooMany } from '../course-size.ts'
import type { MoodleError } from '../errors.ts'
import type {
  CourseContent,
  CourseReading,
  CourseSummary,
  ReadAssignment,
  ReadForum,
  ReadGrade,
  ReadItem,
  ReadQuiz,
} from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { canGoWithoutDetail, canGoWithoutGrades } from '../call-failures.ts'
import type { Call } from './calls.ts'
import { contentsSchema, countContents, mapContents } from './contents.ts'
import {
  type Detail,
  type DetailContext,
  type Rows,
  planAttempts,
  planDiscussions,
  planSubmissions,
} from './course-details.ts'
import { gradeItemsSchema, mapGrades } from './grades.ts'
import type { CallSubject, PlanCalls, PlannedCall } from './planned-call.ts'

/** What is told of a course beside its own page. */
export type CourseFacts = Pick<CourseContent, 'categoryName' | 'teachers'>

/**
 * A course on its way to being whole: it plans the calls it needs, and gives its reading when the last is back. Of each
 * list it takes its part; what is inside the activities is planned when all is there that tells whether it moved.
 */
export interface CourseAssembly extends CallSubject {
  readonly courseMoodleId: number
  /** Null where the site does not tell them, as with the next two. */
  takeAssignments(rows: readonly ReadAssignment[] | null): void
  takeQuizzes(rows: readonly ReadQuiz[] | null): void
  takeForums(rows: readonly ReadForum[] | null): void
  takeFacts(facts: CourseFacts): void
  fail(error: MoodleError): void
}

interface AssemblyOptions {
  readonly course: CourseSummary
  readonly rank: number
  readonly moodleUserId: number
  readonly context: DetailContext
  readonly plan: PlanCalls
  readonly onReading: (reading: CourseReading) => void
}

const contentsFunction = 'core_course_get_contents'
const gradesFunction = 'gradereport_user_get_grade_items'

const byItem = <T extends { readonly itemMoodleId: number }>(rows: readonly T[] | null): Rows<T> =>
  new Map(rows?.map((row) => [row.itemMoodleId, row]))

export function startAssembly(options: AssemblyOptions): CourseAssembly {
  const { course, context, plan } = options
  const courseMoodleId = course.moodleId
  let sections: CourseContent['sections'] = []
  let grades: CourseContent['grades'] = null
  let assignments: Rows<ReadAssignment> = new Map()
  let quizzes: Rows<ReadQuiz> = new Map()
  let forums: Rows<ReadForum> = new Map()
  let facts: CourseFacts = { categoryName: null, teachers: null }
  /** Modules whose list the site does not tell. */
  const untold = new Set<string>()
  /** What is still awaited. */
  const open = new Set<unknown>(['assignments', 'quizzes', 'forums', 'facts'])
  let ended = false
  /** Of a course that was read before, grades tell what moved: until they are there, nothing inside is planned. */
  let waitingForGrades: (() => void)[] | null = null

  function end(reading: CourseReading): void {
    if (ended) return
    ended = true
    options.onReading(reading)
  }

  const assembly: CourseAssembly = {
    courseMoodleId,
    apart: null,
    get ended() {
      return ended
    },
    takeAssignments(rows) {
      assignments = byItem(rows)
      if (!rows) untold.add('assign')
      takeList('assignments', () => planSubmissions(assignments, gradeOf, context))
    },
    takeQuizzes(rows) {
      quizzes = byItem(rows)
      if (!rows) untold.add('quiz')
      takeList('quizzes', () => planAttempts(quizzes, gradeOf, context))
    },
    takeForums(rows) {
      forums = byItem(rows)
      if (!rows) untold.add('forum')
      takeList('forums', () => planDiscussions(forums, context))
    },
    takeFacts(told) {
      facts = told
      close('facts')
    },
    fail(error) {
      end({ courseMoodleId, ok: false, error })
    },
  }

  function close(what: unknown): void {
    open.delete(what)
    if (open.size > 0) return
    const rows = {
      assignments: [...assignments.values()],
      quizzes: [...quizzes.values()],
      forums: [...forums.values()],
    }
    const asTold = sections.map((section) => ({ ...section, items: section.items.map(asFarAsTold) }))
    const content = { ...facts, sections: asTold, ...rows, grades }
    const error = findTooMany(countCourse(content))
    end(error ? { courseMoodleId, ok: false, error } : { courseMoodleId, ok: true, content })
  }

  /**
   * An activity that stands on the course page and not in the list of its kind is read from outside. One that the student
   * may not open is not listed: of that there is no more to be told.
   */
  function asFarAsTold(item: ReadItem): ReadItem {
    const lists = new Map<string, ReadonlyMap<number, unknown>>([
      ['assign', assignments],
      ['quiz', quizzes],
      ['forum', forums],
    ])
    const rows = lists.get(item.modname)
    if (!rows || rows.has(item.moodleId) || !(item.accessible || untold.has(item.modname))) return item
    return { ...item, detail: 'outside' }
  }

  /** Where an activity has several grade items (outcomes), the first is its own. */
  function gradeOf(itemMoodleId: number): ReadGrade | undefined {
    return grades?.find((grade) => grade.itemMoodleId === itemMoodleId)
  }

  function makeCall(
    call: Pick<Call, 'function' | 'args'>,
    accept: PlannedCall['accept'],
    forgoes: (error: MoodleError) => boolean,
  ): PlannedCall {
    const { rank } = options
    const planned: PlannedCall = {
      ...call,
      courseMoodleId,
      subject: assembly,
      rank,
      busyTries: 0,
      accept(data) {
        if (ended) return
        accept(data)
        close(planned)
      },
      fail(error) {
        if (forgoes(error)) close(planned)
        else assembly.fail(error)
      },
    }
    open.add(planned)
    return planned
  }

  function settleGrades(): void {
    const waiting = waitingForGrades ?? []
    waitingForGrades = null
    for (const run of waiting) run()
  }

  function takeList(name: string, planDetails: () => readonly Detail[]): void {
    const planInside = () => {
      if (!ended) plan(planDetails().map(makeDetailCall))
      close(name)
    }
    if (waitingForGrades) waitingForGrades.push(planInside)
    else planInside()
  }

  function makeDetailCall(detail: Detail): PlannedCall {
    return makeCall(detail, detail.accept, (error) => {
      const canGoWithout = canGoWithoutDetail(error)
      if (canGoWithout) detail.forgo()
      return canGoWithout
    })
  }

  const contents = makeCall(
    { function: contentsFunction, args: { courseid: courseMoodleId } },
    (data) => {
      const answer = parseData(contentsSchema, data, contentsFunction)
      const error = findTooMany(countContents(answer))
      if (error) throw error
      sections = mapContents(answer, context)
    },
    () => false,
  )
  if (!course.showsGrades) grades = []
  if (!course.showsGrades || !context.offers(gradesFunction)) {
    plan([contents])
    return assembly
  }
  if (context.known) waitingForGrades = []
  const gradeItems = makeCall(
    { function: gradesFunction, args: { courseid: courseMoodleId, userid: options.moodleUserId } },
    (data) => {
      grades = mapGrades(parseData(gradeItemsSchema, data, gradesFunction), context)
      settleGrades()
    },
    (error) => {
      const areNotShown = error.code === 'moodle.grades_not_shown'
      if (!areNotShown && !canGoWithoutGrades(error)) return false
      grades = areNotShown ? [] : null
      settleGrades()
      return true
    },
  )
  plan([contents, gradeItems])
  return assembly
}
