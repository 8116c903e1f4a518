import type { MoodleError } from './errors.ts'
import type {
  CourseReading,
  CourseSummary,
  Profile,
  ReadAssignment,
  ReadEvent,
  ReadForum,
  ReadQuiz,
} from './reading.ts'

/** Where a site is, and what it may be asked for. From the list that staff edit, never from a student. */
export interface SiteAddress {
  readonly institutionId: string
  /** With the site's subpath, without a trailing slash. */
  readonly url: string
  /** A site on loopback over plain http, for demos and tests. Only such a one may be that. */
  readonly local: boolean
}

/** What signing in gives. The password is not in it. Sealed before it is stored. */
export interface Credential {
  readonly kind: 'token'
  readonly token: string
}

/** One call of a function of a site, for the timeline and the metrics. Never its content. */
export interface CallRecord {
  readonly function: string
  /** Null for calls that are about no single course. */
  readonly courseMoodleId: number | null
  readonly startedAt: Date
  /** For a call inside a batch: its share of the batch's time, by bytes of answer. */
  readonly durationMs: number
  readonly bytes: number
  /** `ok`, or the code of the error. */
  readonly outcome: string
  /** Calls of one HTTP request share its number, counted from 1 in each reader. */
  readonly request: number
}

/** Politeness: every HTTP request runs inside the gate, which decides when. Waiting there is not the site's slowness. */
export interface RequestGate {
  run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T>
  /** The site asked (Retry-After) to be left alone for so long. */
  standBack(retryAfterMs: number): Promise<void>
}

export interface ReaderOptions {
  readonly site: SiteAddress
  readonly signal: AbortSignal
  readonly gate: RequestGate
  readonly onCall: (call: CallRecord) => void
  /** Tries of one HTTP request, for what passes by itself. */
  readonly requestTries: number
  readonly requestTimeoutMs: number
  /** How many requests a reader keeps in flight at most; the gate may allow fewer. */
  readonly requestsInFlight: number
}

/** Lists that a site gives for many courses at once; a course that is neither in a map nor broken has none. */
export interface ActivityLists {
  readonly assignments: ReadonlyMap<number, readonly ReadAssignment[]>
  readonly quizzes: ReadonlyMap<number, readonly ReadQuiz[]>
  readonly forums: ReadonlyMap<number, readonly ReadForum[]>
  /**
   * Null is "not known": the site does not let the calendar be read, or lists in it what cannot be understood and names
   * no course. What was known before still stands then. Events of broken courses may be missing.
   */
  readonly events: readonly ReadEvent[] | null
  /**
   * Courses of which one of the lists holds what cannot be understood (`moodle.unexpected_answer`). They are not
   * asked for: `readCourseContents` gives each as failed.
   */
  readonly broken: ReadonlyMap<number, MoodleError>
}

/**
 * One Moodle site read as one student. Both transports serve this; nobody can tell from the answers which one did.
 * Every method rejects with a `MoodleError`, or with the signal's reason once that is aborted.
 */
export interface MoodleReader {
  readProfile(): Promise<Profile>
  /** Every course of the student, those they hid too. None is an empty array, not an error. */
  readCourses(): Promise<readonly CourseSummary[]>
  /**
   * `onPart` is told after each of the lists: parts done and parts in all. A row that is not of the known shape is a
   * matter of its course alone; where it names none, it could be anyone's, and the method rejects (an event: see there).
   */
  readActivityLists(
    courses: readonly CourseSummary[],
    onPart: (done: number, total: number) => void,
  ): Promise<ActivityLists>
  /**
   * Each course as soon as it is whole, in no promised order, current ones asked for first. What is wrong with one
   * course is that course's reading, a request for it that never comes back included; what is wrong with the site or
   * the sign-in rejects the iteration.
   */
  readCourseContents(courses: readonly CourseSummary[], lists: ActivityLists): AsyncIterable<CourseReading>
  /** HTTP requests made so far, tries that failed too. */
  readonly requestCount: number
}

export interface SignInOptions {
  readonly site: SiteAddress
  readonly username: string
  readonly password: string
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
}
export interface SignedIn {
  readonly credential: Credential
  readonly profile: Profile
}

/** What `@spike/moodle` exports besides the types: `createMoodle()` gives one of these. */
export interface Moodle {
  /** Trades name and password for a credential. A wrong password is never tried twice. */
  signIn(options: SignInOptions): Promise<SignedIn>
  openReader(credential: Credential, options: ReaderOptions): MoodleReader
  /** Closes the sockets that are kept open to sites. */
  close(): Promise<void>
}
