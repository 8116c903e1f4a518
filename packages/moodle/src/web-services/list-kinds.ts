import type { z } from 'zod'
import type { MoodleError } from '../errors.ts'
import type { ReadAssignment, ReadForum, ReadQuiz } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import { parseData } from './answer.ts'
import { assignmentList, mapAssignments } from './assignments.ts'
import type { CourseAssembly, CourseFacts } from './course-assembly.ts'
import { courseFactsSchema, mapCourseFacts } from './course-facts.ts'
import { forumList, mapForums } from './forums.ts'
import type { MapContext } from './map-context.ts'
import { type RowList, parseRows } from './parse-rows.ts'
import { mapQuizzes, quizList } from './quizzes.ts'

/** A list that a site gives for several courses at once. */
export interface ListKind {
  readonly functionName: string
  /** Gives each of the courses its part, or its failure. Throws where the answer cannot be told apart by course. */
  readonly share: (data: unknown, assemblies: readonly CourseAssembly[]) => void
  /** The course without the list, which is not to be had: an empty one, unless that would make known rows vanish. */
  readonly forgo: (assembly: CourseAssembly, refusal: MoodleError) => void
  /** A course is whole without it. */
  readonly isOptional: boolean
  /** Requests of it that failed one after another, with none between that did not. */
  failuresInARow: number
}

interface RowKind<T extends z.ZodType, Row> {
  readonly list: RowList<T>
  readonly map: (answer: z.output<T>, context: MapContext) => ReadonlyMap<number, readonly Row[]>
  readonly take: (assembly: CourseAssembly, rows: readonly Row[]) => void
  readonly known: (course: KnownCourse) => ReadonlyMap<number, unknown>
}

function rowKind<T extends z.ZodType, Row>(
  { list, map, take, known }: RowKind<T, Row>,
  context: MapContext,
): ListKind {
  const { functionName } = list
  return {
    functionName,
    isOptional: false,
    failuresInARow: 0,
    share(data, assemblies) {
      const { answer, misfits } = parseRows(list, data)
      const anyones = misfits.find(({ courseMoodleId }) => courseMoodleId === null)
      if (anyones) throw anyones.error
      const broken = new Map(misfits.map(({ courseMoodleId, error }) => [courseMoodleId, error]))
      const rows = map(answer, context)
      for (const assembly of assemblies) {
        const misfit = broken.get(assembly.courseMoodleId)
        if (misfit) assembly.fail(misfit)
        else take(assembly, rows.get(assembly.courseMoodleId) ?? [])
      }
    },
    forgo(assembly, refusal) {
      if (assembly.known && known(assembly.known).size > 0) assembly.fail(refusal)
      else take(assembly, [])
    },
  }
}

const assignmentKind: RowKind<typeof assignmentList.schema, ReadAssignment> = {
  list: assignmentList,
  map: mapAssignments,
  take: (assembly, rows) => assembly.takeAssignments(rows),
  known: (course) => course.assignments,
}
const quizKind: RowKind<typeof quizList.schema, ReadQuiz> = {
  list: quizList,
  map: mapQuizzes,
  take: (assembly, rows) => assembly.takeQuizzes(rows),
  known: (course) => course.quizzes,
}
const forumKind: RowKind<typeof forumList.schema, ReadForum> = {
  list: forumList,
  map: mapForums,
  take: (assembly, rows) => assembly.takeForums(rows),
  known: (course) => course.forums,
}

export const factsFunction = 'core_course_get_courses_by_field'
const noFacts: CourseFacts = { categoryName: null, teachers: null }

/** Category and teachers. A course is whole without them. */
function factsKind(context: MapContext): ListKind {
  return {
    functionName: factsFunction,
    isOptional: true,
    failuresInARow: 0,
    share(data, assemblies) {
      const facts = mapCourseFacts(parseData(courseFactsSchema, data, factsFunction), context)
      for (const assembly of assemblies) assembly.takeFacts(facts.get(assembly.courseMoodleId) ?? noFacts)
    },
    forgo: (assembly) => assembly.takeFacts(noFacts),
  }
}

/** The dearest first. */
export const listKinds = (context: MapContext): ListKind[] => [
  rowKind(assignmentKind, context),
  rowKind(quizKind, context),
  rowKind(forumKind, context),
  factsKind(context),
]
