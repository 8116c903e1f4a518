import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import type { ReadAssignment } from '../reading.ts'
import { fileSchema, mapFiles } from './files.ts'
import { decimal, flag, id, time } from './fields.ts'
import type { MapContext } from './map-context.ts'
import type { RowList } from './parse-rows.ts'

const assignmentSchema = z.looseObject({
  id,
  cmid: id,
  name: z.string(),
  nosubmissions: flag.nullish(),
  allowsubmissionsfromdate: time,
  duedate: time,
  cutoffdate: time,
  grade: decimal.nullish(),
  introattachments: z.array(fileSchema).nullish(),
})

/** Its `warnings` name the courses that this student may not list: those have no assignments here. */
export const assignmentsSchema = z.looseObject({
  courses: z.array(z.looseObject({ id, assignments: z.array(assignmentSchema) })),
})

/** Where in the answer each course's rows stand. */
export const assignmentList: RowList<typeof assignmentsSchema> = {
  schema: assignmentsSchema,
  functionName: 'mod_assign_get_assignments',
  rowsAt: 'courses',
  courseAt: ['id'],
}

/** Points are positive, a scale is minus its id, 0 is "not graded". */
export function mapMaxGrade(grade: number | null | undefined): number | null {
  return grade && grade > 0 ? grade : null
}

/** Assignments by course, as far as the list tells; `applySubmissionStatus` adds what is the student's own. */
export function mapAssignments(
  answer: z.output<typeof assignmentsSchema>,
  context: MapContext,
): Map<number, ReadAssignment[]> {
  return new Map(
    answer.courses.map((course) => [
      course.id,
      course.assignments.map((assignment) => ({
        moodleId: assignment.id,
        itemMoodleId: assignment.cmid,
        name: cleanText(assignment.name, context.language),
        opensAt: assignment.allowsubmissionsfromdate,
        dueAt: assignment.duedate,
        cutOffAt: assignment.cutoffdate,
        extendedTo: null,
        maxGrade: mapMaxGrade(assignment.grade),
        submissionState: assignment.nosubmissions ? 'none' : 'unknown',
        submittedAt: null,
        graded: false,
        feedbackHtml: null,
        files: mapFiles(assignment.introattachments ?? [], context),
      })),
    ]),
  )
}
