import type { z } from 'zod'
import type { ReadAssignment, ReadForum, ReadQuiz } from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { assignmentList, mapAssignments } from './assignments.ts'
import type { CourseAssembly, CourseFacts } from './course-assembly.ts'
import { courseFactsSchema, mapCourseFacts } from './course-facts.ts'
import { forumList, mapForums } from './forums.ts'
import type { MapContext } from '../answers/map-context.ts'
import { type RowList, parseRows, readWarnings } from '../answers/parse-rows.ts'
import { mapQuizzes, quizList } from './quizzes.ts'

/** A list that a site gives for several courses at once. */
export interface ListKind {
  readonly functionName: string
  /** Gives each of the courses its part, or its failure. Throws where the answer cannot be told apart by course. */
  readonly share: (data: unknown, assemblies: readonly CourseAssembly[]) => void
  /** The course without the list, which is not to be had. */
  readonly forgo: (assembly: CourseAssembly) => void
  /** A course is whole without it. */
  readonly isOptional: boolean
  /** Requests of it that failed one after another, with none between that did not. */
  failuresInARow: number
}

interface RowKind<T extends z.ZodType, Row> {
  readonly list: RowList<T>
  readonly map: (answer: z.output<T>, context: MapContext) => ReadonlyMap<number, readonly Row[]>
  /** Null where the list does not tell of this course. */
  readonly take: (assembly: CourseAssembly, rows: readonly Row[] | null) => void
  /** It names the courses that have none, too: one that it does not name is not told of. */
  readonly namesEmptyCourses: boolean
}

function rowKind<T extends z.ZodType, Row>(
  { list, map, take, namesEmptyCourses }: RowKind<T, Row>,
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
      const warned = new Set(
        readWarnings(data).flatMap(({ item, itemid }) => (item === 'course' ? Number(itemid) : [])),
      )
      for (const assembly of assemblies) {
        const misfit = broken.get(assembly.courseMoodleId)
        const isTold = !namesEmptyCourses && !warned.has(assembly.courseMoodleId)
        if (misfit) assembly.fail(misfit)
        else take(assembly, rows.get(assembly.courseMoodleId) ?? (isTold ? [] : null))
      }
    },
    forgo: (assembly) => take(assembly, null),
  }
}

const assignmentKind: RowKind<typeof assignmentList.schema, ReadAssignment> = {
  list: assignmentList,
  map: mapAssignments,
  take: (assembly, rows) => assembly.takeAssignments(rows),
  namesEmptyCourses: true,
}
const quizKind: RowKind<typeof quizList.schema, ReadQuiz> = {
  list: quizList,
  map: mapQuizzes,
  take: (assembly, rows) => assembly.takeQuizzes(rows),
  namesEmptyCourses: false,
}
const forumKind: RowKind<typeof forumList.schema, ReadForum> = {
  list: forumList,
  map: mapForums,
  take: (assembly, rows) => assembly.takeForums(rows),
  namesEmptyCourses: false,
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
