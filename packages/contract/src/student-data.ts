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
  /** Names of its teachers, as the site gives them to students. */
  teachers: z.array(z.string()),
  /** Changes in it that the student has not read; what went away is not counted. */
  newCount: z.int(),
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
  /** `content` is a text written in Moodle itself. The bytes of both but links are at `/api/files/{id}`. */
  type: z.enum(['file', 'url', 'content']),
  /** Of a link: where it leads. */
  url: z.string().nullable(),
})
export type File = z.infer<typeof fileSchema>

export const submissionStates = ['none', 'new', 'draft', 'reopened', 'submitted', 'unknown'] as const
export type SubmissionState = (typeof submissionStates)[number]

export const attemptSchema = z.object({
  /** Counted from 1. */
  number: z.int(),
  /** Moodle's word: `inprogress`, `overdue`, `submitted`, `finished`, `abandoned`. */
  state: z.string(),
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
})

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
  /** Who marks it as done; null where completion is not tracked or not told. */
  completionMode: z.enum(['manual', 'automatic']).nullable(),
  /** Its dates by Moodle's own name of each (`duedate`, `timeopen`); null where Moodle does not tell the name. */
  dates: z.array(z.object({ id: z.string().nullable(), at: timestamp })),
  /**
   * How much of it was read: `outside` is what the course page shows, not what is inside (files of a folder, discussions,
   * attempts); `listed` is its name and place alone. Opening it has the rest read.
   */
  detail: z.enum(['full', 'outside', 'listed']),
  /** New or changed, and the student has not read of it. */
  isNew: z.boolean(),
  files: z.array(fileSchema),
  assignment: z
    .object({
      opensAt: timestamp.nullable(),
      dueAt: timestamp.nullable(),
      cutOffAt: timestamp.nullable(),
      extendedTo: timestamp.nullable(),
      submissionState: z.enum(submissionStates),
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
      /** Null where they were never read. */
      attempts: z.array(attemptSchema).nullable(),
      /** In the quiz's own points; null is "none yet", hidden or not told. */
      bestGrade: z.number().nullable(),
    })
    .nullable(),
  forum: z
    .object({
      /** Moodle's forum type; `news` is a course's announcements. */
      type: z.string().nullable(),
      discussionCount: z.int().nullable(),
      /** Posts that the student has not read; null where it is not tracked. */
      unreadCount: z.int().nullable(),
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
  /** The section that a subsection stands in. */
  parentId: z.string().nullable(),
  items: z.array(itemSchema),
})
export type Section = z.infer<typeof sectionSchema>

/** A discussion with its first post. */
export const discussionSchema = z.object({
  id: z.string(),
  /** Of the forum it stands in. */
  itemId: z.string().nullable(),
  title: z.string(),
  authorName: z.string().nullable(),
  messageHtml: z.string(),
  postedAt: timestamp,
  modifiedAt: timestamp,
  replyCount: z.int(),
  /** Posts that the student has not read; null where it is not tracked. */
  unreadCount: z.int().nullable(),
  pinned: z.boolean(),
  url: z.string(),
})
export type Discussion = z.infer<typeof discussionSchema>

export const courseDetailSchema = z.object({
  course: courseSchema,
  sections: z.array(sectionSchema),
  /** Those of its news forums, the newest first. */
  announcements: z.array(discussionSchema),
  /** Those of its other forums, pinned ones first, then the newest. */
  discussions: z.array(discussionSchema),
})
export type CourseDetail = z.infer<typeof courseDetailSchema>

const deadlineKinds = ['assignment_due', 'quiz_closes', 'other'] as const
export const deadlineSchema = z.object({
  id: z.string(),
  courseId: z.string().nullable(),
  courseName: z.string().nullable(),
  itemId: z.string().nullable(),
  title: z.string(),
  kind: z.enum(deadlineKinds),
  dueAt: timestamp,
  /** Handed in, or no longer asked for. */
  done: z.boolean(),
  /** Of an assignment; null of anything else. */
  submissionState: z.enum(submissionStates).nullable(),
  url: z.string().nullable(),
})
export type Deadline = z.infer<typeof deadlineSchema>
export const deadlinesAnswerSchema = z.object({ deadlines: z.array(deadlineSchema) })

export const calendarEventSchema = z.object({
  id: z.string(),
  courseId: z.string().nullable(),
  courseName: z.string().nullable(),
  itemId: z.string().nullable(),
  title: z.string(),
  /** `calendar` asks nothing of the student: a lecture that moved, a holiday, an entry of their own. */
  kind: z.enum([...deadlineKinds, 'calendar']),
  at: timestamp,
  /** Null where it has no length. */
  endsAt: timestamp.nullable(),
  descriptionHtml: z.string().nullable(),
  /** Handed in, or no longer asked for. */
  done: z.boolean(),
  url: z.string().nullable(),
})
export type CalendarEvent = z.infer<typeof calendarEventSchema>
export const calendarAnswerSchema = z.object({ events: z.array(calendarEventSchema) })

/** What Moodle itself told the student, under its bell. */
export const notificationSchema = z.object({
  id: z.string(),
  subject: z.string(),
  textHtml: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: timestamp,
  /** In Moodle. */
  read: z.boolean(),
})
export type Notification = z.infer<typeof notificationSchema>
export const notificationsAnswerSchema = z.object({
  notifications: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
})

export const gradeSchema = z.object({
  id: z.string(),
  itemId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['item', 'category', 'course']),
  /** null is "no grade", never zero. */
  grade: z.number().nullable(),
  gradeText: z.string().nullable(),
  /** The letter that Moodle gives it, where it gives one. */
  letter: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Share of the course's grade in percent, where Moodle says it. */
  weightPercent: z.number().nullable(),
  /** Moodle shows what is graded, and not the grade. */
  hidden: z.boolean(),
  feedbackHtml: z.string().nullable(),
  gradedAt: timestamp.nullable(),
})
export type Grade = z.infer<typeof gradeSchema>
export const courseGradesSchema = z.object({
  courseId: z.string(),
  courseName: z.string(),
  academicYear: courseSchema.shape.academicYear,
  term: courseSchema.shape.term,
  startsAt: timestamp.nullable(),
  endsAt: timestamp.nullable(),
  /** Of the course in Moodle. */
  url: z.string(),
  grades: z.array(gradeSchema),
})
export type CourseGrades = z.infer<typeof courseGradesSchema>
export const gradesAnswerSchema = z.object({ courses: z.array(courseGradesSchema) })

/** Opening what was not read, or not lately, has it read: `jobId` is the sync that does; null where nothing need be read. */
export const openAnswerSchema = z.object({ jobId: z.uuid().nullable() })
export type OpenAnswer = z.infer<typeof openAnswerSchema>
