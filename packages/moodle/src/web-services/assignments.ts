import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadAssignment, ReadFile } from '../reading.ts'
import { addFiles, fileSchema, findLinkedFiles, mapFiles } from '../answers/files.ts'
import { decimal, flag, id, text, time } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'
import type { RowList } from '../answers/parse-rows.ts'

const filesSchema = z.array(fileSchema).nullish()

const assignmentSchema = z.object({
  id,
  cmid: id,
  name: z.string(),
  nosubmissions: flag.nullish(),
  allowsubmissionsfromdate: time,
  duedate: time,
  cutoffdate: time,
  grade: decimal.nullish(),
  intro: text,
  /** What to do, told apart from the description (4.0 and later) where the student may begin. */
  activity: text,
  introattachments: filesSchema,
  activityattachments: filesSchema,
  /** Uploaded into the description itself. */
  introfiles: filesSchema,
})
type Assignment = z.output<typeof assignmentSchema>

/** Its `warnings` name the courses that this student may not list: those have no assignments here. */
export const assignmentsSchema = z.object({
  courses: z.array(z.object({ id, assignments: z.array(assignmentSchema) })),
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

const describe = ({ intro, activity }: Assignment) => [intro, activity].filter(Boolean).join('\n')

/** What is attached, and what the description shows or links to: with size and time where Moodle lists it. */
function mapAssignmentFiles(assignment: Assignment, context: MapContext): ReadFile[] {
  const { introattachments, activityattachments, introfiles } = assignment
  const listed = [introattachments, activityattachments, introfiles].flatMap((files) => files ?? [])
  return addFiles(mapFiles(listed, context), findLinkedFiles(describe(assignment), context))
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
        descriptionHtml: cleanHtml(describe(assignment), context.language),
        opensAt: assignment.allowsubmissionsfromdate,
        dueAt: assignment.duedate,
        cutOffAt: assignment.cutoffdate,
        extendedTo: null,
        maxGrade: mapMaxGrade(assignment.grade),
        submissionState: assignment.nosubmissions ? 'none' : 'unknown',
        submittedAt: null,
        graded: false,
        feedbackHtml: null,
        files: mapAssignmentFiles(assignment, context),
      })),
    ]),
  )
}
