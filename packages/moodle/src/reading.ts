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
  /** The category's id; a name where the list of courses tells it (web services: see `CourseContent`). */
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

/** A date of a course module, as Moodle shows it on the course page. */
export interface ReadDate {
  /** Moodle's own name of it: `duedate`, `timeopen`; null where it is not told (3.11). */
  readonly id: string | null
  readonly at: Date
}

/**
 * How much of an item this reading knows. `full`: all of it. `outside`: what the course page shows, not what is inside
 * (a folder's files, a book's chapters, a forum's discussions, a quiz's attempts). `listed`: its name, place, type and
 * completion alone: `descriptionHtml`, `availabilityHtml`, `dates` and `files` (but a file module's) then say nothing.
 * What was known before still stands.
 */
export type ItemDetail = 'full' | 'outside' | 'listed'

export interface ReadItem {
  readonly detail: ItemDetail
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
  /** Who marks it as done: the student by hand, or Moodle by its rules; null where it is not tracked or not told. */
  readonly completionMode: 'manual' | 'automatic' | null
  readonly dates: readonly ReadDate[]
  readonly modifiedAt: Date | null
  readonly files: readonly ReadFile[]
}

export interface ReadSection {
  /** `listed` where this reading does not tell `summaryHtml`: what was known of it still stands. */
  readonly detail: Exclude<ItemDetail, 'outside'>
  readonly moodleId: number
  readonly number: number
  readonly name: string
  readonly summaryHtml: string | null
  readonly visible: boolean
  /** The section that a subsection (4.5) stands in. */
  readonly parentMoodleId: number | null
  readonly items: readonly ReadItem[]
}

export type SubmissionState = 'none' | 'new' | 'draft' | 'reopened' | 'submitted' | 'unknown'

/**
 * With the state `unknown`, what is the student's own is not known, or was not asked for because nothing can have moved:
 * `extendedTo`, `submittedAt`, `graded` and `feedbackHtml` then say nothing, and what was known of them before still stands.
 */
export interface ReadAssignment {
  /** Null where only the course module's id is told (website). */
  readonly moodleId: number | null
  readonly itemMoodleId: number
  readonly name: string
  readonly descriptionHtml: string | null
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

export interface ReadAttempt {
  /** Counted from 1. */
  readonly number: number
  /** Moodle's word: `notstarted`, `inprogress`, `overdue`, `submitted`, `finished`, `abandoned`. */
  readonly state: string
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

export interface ReadQuiz {
  readonly moodleId: number | null
  readonly itemMoodleId: number
  readonly name: string
  readonly descriptionHtml: string | null
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly timeLimitSeconds: number | null
  readonly attemptsAllowed: number | null
  readonly maxGrade: number | null
  /** Null where they were not asked for or not told: what was known of them and of `bestGrade` still stands. */
  readonly attempts: readonly ReadAttempt[] | null
  /** In the quiz's own points; null is "none yet" or hidden. */
  readonly bestGrade: number | null
}

export interface ReadForum {
  readonly moodleId: number | null
  readonly itemMoodleId: number
  readonly name: string
  readonly descriptionHtml: string | null
  /** Moodle's forum type; `news` is a course's announcements. Null where it is not told. */
  readonly type: string | null
  readonly discussionCount: number | null
  /** Posts that the student has not read; null where it is not tracked. */
  readonly unreadCount: number | null
  /**
   * Null where they were not asked for or not told: those that were known still stand. Of a forum with more than 50
   * these are 50 (25 where each is a page of its own to be read), the pinned first, then those with the latest posts; the
   * others are not gone (`discussionCount` counts all).
   */
  readonly discussions: readonly ReadDiscussion[] | null
}

/** A discussion with its first post. One of a `news` forum is an announcement. */
export interface ReadDiscussion {
  /** The discussion's id. */
  readonly moodleId: number
  readonly title: string
  readonly authorName: string | null
  readonly messageHtml: string
  readonly postedAt: Date
  /** When the first post was last edited. */
  readonly modifiedAt: Date
  readonly replyCount: number
  /** Null where it is not tracked. */
  readonly unreadCount: number | null
  readonly pinned: boolean
  readonly url: string
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
  /** The letter that Moodle gives it, where it gives one. */
  readonly letter: string | null
  readonly min: number | null
  readonly max: number | null
  readonly weightPercent: number | null
  readonly hidden: boolean
  readonly feedbackHtml: string | null
  readonly gradedAt: Date | null
  readonly position: number
}

/** An entry of the calendar: something to do by a time, or what a teacher, the site or the student wrote there. */
export interface ReadEvent {
  readonly moodleId: number
  readonly courseMoodleId: number | null
  /** The course module; null for events of the student's own or of a course. */
  readonly itemMoodleId: number | null
  readonly modname: string | null
  /** The activity's own name where there is one, else the event's. */
  readonly title: string
  /** Moodle's event type: `due`, `close`, `open`, `gradingdue`, `expectcompletionon`; `course`, `user`, `site`, `group` … */
  readonly type: string
  readonly at: Date
  /** Null where it has no length. */
  readonly endsAt: Date | null
  readonly descriptionHtml: string | null
  readonly url: string | null
  /** Whether Moodle says that the student can act on it now. */
  readonly actionable: boolean
}

/** What Moodle itself told the student, under its bell. */
export interface ReadNotification {
  readonly moodleId: number
  readonly subject: string
  readonly textHtml: string | null
  readonly url: string | null
  readonly createdAt: Date
  readonly read: boolean
}

/** One course read whole, or its failure; never half of one. */
export type CourseReading =
  | { readonly courseMoodleId: number; readonly ok: true; readonly content: CourseContent }
  | { readonly courseMoodleId: number; readonly ok: false; readonly error: MoodleError }

export interface CourseContent {
  /** Null where this reading does not tell: what was known still stands. */
  readonly categoryName: string | null
  readonly teachers: readonly string[] | null
  readonly sections: readonly ReadSection[]
  /**
   * With `quizzes` and `forums`: an activity of `sections` that has no row here is not told of where its `detail` is not
   * `full` (the site refused the list, or left it or the course out): what was known of it still stands.
   */
  readonly assignments: readonly ReadAssignment[]
  readonly quizzes: readonly ReadQuiz[]
  readonly forums: readonly ReadForum[]
  /** None where the course shows none to students; null where the site does not let them be read: what was known still stands. */
  readonly grades: readonly ReadGrade[] | null
}
