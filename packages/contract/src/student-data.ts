import { z } from 'zod'
import { itemKinds, terms } from './classification.ts'

const timestamp = z.iso.datetime({ offset: true })

export const courseSchema = z.object({
  id: z.string(),
  moodleId: z.number(),
  name: z.string(),
  shortName: z.string(),
  category: z.string().nullable(),
  /** The year the academic year starts in: 2025 for תשפ"ו. */
  academicYear: z.int().nullable(),
  term: z.enum(terms).nullable(),
  startsAt: timestamp.nullable(),
  endsAt: timestamp.nullable(),
  url: z.string(),
  /** Hidden by the student in their Moodle. */
  hidden: z.boolean(),
  favourite: z.boolean(),
  /** Moodle's completion in percent, where the course tracks it. */
  progressPercent: z.number().nullable(),
  itemCount: z.int(),
  /** When Spike last read it whole; null where it could not be read yet. */
  readAt: timestamp.nullable(),
})
export type Course = z.infer<typeof courseSchema>
export const coursesAnswerSchema = z.object({ courses: z.array(courseSchema) })

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  sizeBytes: z.number().nullable(),
  mimeType: z.string().nullable(),
  modifiedAt: timestamp.nullable(),
})
export type File = z.infer<typeof fileSchema>

export const itemSchema = z.object({
  id: z.string(),
  moodleId: z.number(),
  modname: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  descriptionHtml: z.string().nullable(),
  kind: z.enum(itemKinds),
  /** The lesson, week or exercise that it names: '3', '3-2'. */
  number: z.string().nullable(),
  confidence: z.number(),
  reason: z.string(),
  /** For homework: the item that holds its solution, where one was found. */
  solutionItemId: z.string().nullable(),
  /** Restricted for the student now; Moodle's words why. */
  availabilityHtml: z.string().nullable(),
  completed: z.boolean().nullable(),
  files: z.array(fileSchema),
  assignment: z
    .object({
      opensAt: timestamp.nullable(),
      dueAt: timestamp.nullable(),
      cutOffAt: timestamp.nullable(),
      extendedTo: timestamp.nullable(),
      submissionState: z.enum(['none', 'new', 'draft', 'reopened', 'submitted', 'unknown']),
      submittedAt: timestamp.nullable(),
      graded: z.boolean(),
      /** What the teacher wrote about what was handed in. */
      feedbackHtml: z.string().nullable(),
    })
    .nullable(),
  quiz: z
    .object({
      opensAt: timestamp.nullable(),
      closesAt: timestamp.nullable(),
      /** null is no limit, of both. */
      timeLimitSeconds: z.int().nullable(),
      attemptsAllowed: z.int().nullable(),
    })
    .nullable(),
})
export type Item = z.infer<typeof itemSchema>

export const sectionSchema = z.object({
  id: z.string(),
  moodleId: z.number(),
  number: z.int(),
  name: z.string(),
  summaryHtml: z.string().nullable(),
  items: z.array(itemSchema),
})
export type Section = z.infer<typeof sectionSchema>

export const announcementSchema = z.object({
  id: z.string(),
  title: z.string(),
  authorName: z.string().nullable(),
  messageHtml: z.string(),
  postedAt: timestamp,
  url: z.string(),
})
export type Announcement = z.infer<typeof announcementSchema>

export const courseDetailSchema = z.object({
  course: courseSchema,
  sections: z.array(sectionSchema),
  /** The newest first. */
  announcements: z.array(announcementSchema),
})
export type CourseDetail = z.infer<typeof courseDetailSchema>

export const deadlineSchema = z.object({
  id: z.string(),
  courseId: z.string().nullable(),
  courseName: z.string().nullable(),
  itemId: z.string().nullable(),
  title: z.string(),
  kind: z.enum(['assignment_due', 'quiz_closes', 'other']),
  dueAt: timestamp,
  /** Handed in, or no longer asked for. */
  done: z.boolean(),
  url: z.string().nullable(),
})
export type Deadline = z.infer<typeof deadlineSchema>
export const deadlinesAnswerSchema = z.object({ deadlines: z.array(deadlineSchema) })

export const gradeSchema = z.object({
  id: z.string(),
  itemId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['item', 'category', 'course']),
  /** null is "no grade", never zero; also null where the teacher hides it. */
  grade: z.number().nullable(),
  gradeText: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Share of the course's grade in percent, where Moodle says it. */
  weightPercent: z.number().nullable(),
  hidden: z.boolean(),
  feedbackHtml: z.string().nullable(),
  gradedAt: timestamp.nullable(),
})
export type Grade = z.infer<typeof gradeSchema>
export const gradesAnswerSchema = z.object({
  courses: z.array(z.object({ courseId: z.string(), courseName: z.string(), grades: z.array(gradeSchema) })),
})

export const changeKinds = [
  'new',
  'changed',
  'moved',
  'gone',
  'grade_given',
  'deadline_moved',
  'announcement_posted',
] as const
export const changeSchema = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(changeKinds),
  subject: z.enum(['course', 'item', 'grade', 'announcement']),
  courseId: z.string().nullable(),
  courseName: z.string().nullable(),
  itemId: z.string().nullable(),
  title: z.string(),
  /** What changed, from what, to what; values are Moodle's own (dates in ISO 8601). */
  fields: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
})
export type Change = z.infer<typeof changeSchema>
export const changesAnswerSchema = z.object({
  changes: z.array(changeSchema),
  nextCursor: z.string().nullable(),
})
