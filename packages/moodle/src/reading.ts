import type { MoodleError } from './errors.ts'

/**
 * What is read of a Moodle site, in Spike's own shapes. Names are decoded text (no entities, no `{mlang}`);
 * HTML is cleaned by the allow-list of `clean-html.ts`; times are `Date`; Moodle's 0 for "not set" is null.
 */

export interface Profile {
  readonly moodleUserId: number
  readonly username: string
  readonly fullName: string
  /** The address the site calls itself by; it may differ from the one that was asked. No trailing slash. */
  readonly siteUrl: string
  readonly siteName: string
  /** Moodle's release, as `4.5.6`; null where the site hides it. */
  readonly release: string | null
  /** Moodle's language code of this person, as `he`. */
  readonly language: string
}

export interface CourseSummary {
  readonly moodleId: number
  readonly fullName: string
  readonly shortName: string
  readonly idNumber: string | null
  /** The category's id; a name where the site tells it. */
  readonly categoryId: number | null
  readonly categoryName: string | null
  readonly summaryHtml: string | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly visible: boolean
  /** Hidden by the student from their own overview. */
  readonly hiddenByStudent: boolean
  readonly favourite: boolean
  /** Completion in percent; null where the course does not track it. */
  readonly progressPercent: number | null
  readonly showsGrades: boolean
  readonly url: string
}

export interface ReadFile {
  readonly name: string
  /** Folder inside the module, `/` for its top. */
  readonly path: string
  readonly sizeBytes: number | null
  readonly mimeType: string | null
  readonly modifiedAt: Date | null
  /** Without any token. For a link module this is the link's target. */
  readonly url: string
  /** `content` is a text written in Moodle itself: a page, or a book's chapter under its title. */
  readonly type: 'file' | 'url' | 'content'
}

export interface ReadItem {
  /** The course module's id (cmid). */
  readonly moodleId: number
  /** The id inside its own module's table: an assignment's id, a quiz's id. */
  readonly instanceId: number | null
  readonly modname: string
  readonly name: string
  readonly url: string | null
  readonly descriptionHtml: string | null
  readonly visible: boolean
  /** False where the student may see that it exists but not open it. */
  readonly accessible: boolean
  readonly availabilityHtml: string | null
  readonly indent: number
  /** Null where completion is not tracked. */
  readonly completed: boolean | null
  readonly modifiedAt: Date | null
  readonly files: readonly ReadFile[]
}

export interface ReadSection {
  readonly moodleId: number
  readonly number: number
  readonly name: string
  readonly summaryHtml: string | null
  readonly visible: boolean
  readonly items: readonly ReadItem[]
}

export type SubmissionState = 'none' | 'new' | 'draft' | 'reopened' | 'submitted' | 'unknown'

/**
 * With the state `unknown`, what is the student's own is not known: `extendedTo`, `submittedAt`, `graded` and
 * `feedbackHtml` then say nothing, and what was known of them before still stands.
 */
export interface ReadAssignment {
  readonly moodleId: number
  readonly itemMoodleId: number
  readonly name: string
  readonly opensAt: Date | null
  readonly dueAt: Date | null
  readonly cutOffAt: Date | null
  readonly extendedTo: Date | null
  readonly maxGrade: number | null
  /** `unknown` where the site did not tell; `none` where it takes no submission. */
  readonly submissionState: SubmissionState
  readonly submittedAt: Date | null
  readonly graded: boolean
  readonly feedbackHtml: string | null
  readonly files: readonly ReadFile[]
}

export interface ReadQuiz {
  readonly moodleId: number
  readonly itemMoodleId: number
  readonly name: string
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly timeLimitSeconds: number | null
  readonly attemptsAllowed: number | null
  readonly maxGrade: number | null
}

export interface ReadForum {
  readonly moodleId: number
  readonly itemMoodleId: number
  readonly name: string
  /** Moodle's forum type; `news` is a course's announcements. */
  readonly type: string
  readonly discussionCount: number | null
}

export interface ReadGrade {
  /** The grade item's id. */
  readonly moodleId: number
  /** The course module it belongs to. */
  readonly itemMoodleId: number | null
  /** Empty for the course's total and for categories, which Moodle does not name here. */
  readonly name: string
  readonly kind: 'item' | 'category' | 'course'
  /** Null is "no grade", never zero; null as well where it is hidden. */
  readonly grade: number | null
  readonly gradeText: string | null
  readonly min: number | null
  readonly max: number | null
  readonly weightPercent: number | null
  readonly hidden: boolean
  readonly feedbackHtml: string | null
  readonly gradedAt: Date | null
  readonly position: number
}

export interface ReadAnnouncement {
  /** The discussion's id. */
  readonly moodleId: number
  readonly forumItemMoodleId: number
  readonly title: string
  readonly authorName: string | null
  readonly messageHtml: string
  readonly postedAt: Date
  readonly modifiedAt: Date
  readonly url: string
}

/** Something to do by a time, from the calendar. */
export interface ReadEvent {
  readonly moodleId: number
  readonly courseMoodleId: number | null
  /** The course module; null for events of the student's own or of a course. */
  readonly itemMoodleId: number | null
  readonly modname: string | null
  /** The activity's own name where there is one, else the event's. */
  readonly title: string
  /** Moodle's event type: `due`, `close`, `open`, `gradingdue`, `expectcompletionon` … */
  readonly type: string
  readonly at: Date
  readonly url: string | null
  /** Whether Moodle says that the student can act on it now. */
  readonly actionable: boolean
}

/** One course read whole, or its failure; never half of one. */
export type CourseReading =
  | { readonly courseMoodleId: number; readonly ok: true; readonly content: CourseContent }
  | { readonly courseMoodleId: number; readonly ok: false; readonly error: MoodleError }

export interface CourseContent {
  readonly sections: readonly ReadSection[]
  readonly assignments: readonly ReadAssignment[]
  readonly quizzes: readonly ReadQuiz[]
  readonly forums: readonly ReadForum[]
  /** Null where the course does not show grades to students. */
  readonly grades: readonly ReadGrade[] | null
  readonly announcements: readonly ReadAnnouncement[]
}
