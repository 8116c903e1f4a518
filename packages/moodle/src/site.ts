import type { Readable } from 'node:stream'
import type {
  CourseReading,
  CourseSummary,
  ItemDetail,
  Profile,
  ReadEvent,
  ReadNotification,
  SubmissionState,
} from './reading.ts'
import type { SiteKnowledge } from './site-knowledge.ts'

/** Where a site is, and what it may be asked for. From the list that staff edit, never from a student. */
export interface SiteAddress {
  readonly institutionId: string
  /** With the site's subpath, without a trailing slash. */
  readonly url: string
  /** A site on loopback over plain http, for demos and tests. Only such a one may be that. */
  readonly local: boolean
}

/**
 * What signing in gives. The password is not in it. Sealed before it is stored. `token` opens the web services;
 * `session` is the website's own, for sites without them, and ends when the site forgets it (hours).
 */
export type Credential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly cookies: Readonly<Record<string, string>> }

/** One call of a function of a site, for the timeline and the metrics. Never its content. */
export interface CallRecord {
  /** A web service function, or the path of a page: `course/view.php`. */
  readonly function: string
  /** Null for calls that are about no single course. */
  readonly courseMoodleId: number | null
  readonly startedAt: Date
  /** For a call inside a batch: its share of the batch's time, by what such calls are known to cost. */
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
  /** What earlier students' readings learnt of the site; null for the first. */
  readonly knowledge: SiteKnowledge | null
  /** Who signed in, so that the first calls need not wait for site_info; null where it is not known. */
  readonly moodleUserId: number | null
}

/** What is stored of an assignment from an earlier reading: enough to tell whether its submission can have moved. */
export interface KnownAssignment {
  readonly submissionState: SubmissionState
  readonly graded: boolean
  readonly dueAt: Date | null
  readonly cutOffAt: Date | null
  readonly extendedTo: Date | null
  /** Of its grade item; null where there is none. */
  readonly grade: number | null
  readonly gradedAt: Date | null
}
export interface KnownQuiz {
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly grade: number | null
  readonly gradedAt: Date | null
  /** Null where they were never read. */
  readonly attemptCount: number | null
  /** One is begun and not ended. */
  readonly attemptOpen: boolean
}
export interface KnownForum {
  readonly discussionCount: number | null
  readonly unreadCount: number | null
  /** When its discussions were last read; null for never. */
  readonly discussionsReadAt: Date | null
}
/** What is stored of a course that was read before. Each map is by course module id. */
export interface KnownCourse {
  readonly readAt: Date
  /** How much is known of each item. */
  readonly items: ReadonlyMap<number, ItemDetail>
  readonly assignments: ReadonlyMap<number, KnownAssignment>
  readonly quizzes: ReadonlyMap<number, KnownQuiz>
  readonly forums: ReadonlyMap<number, KnownForum>
}

export interface AccountRequest {
  /** All courses of the student: their events are wanted. */
  readonly courses: readonly CourseSummary[]
  /** Those of them that are to be read whole. */
  readonly read: readonly CourseSummary[]
  /** By Moodle's course id. What cannot have moved since is not asked for again. */
  readonly known: ReadonlyMap<number, KnownCourse>
  /** Items that the student opened: what is inside is read too (website). By course module id, within courses of `read`. */
  readonly openedItems: ReadonlySet<number>
  /** False for a reading of some opened courses alone: no events, no notifications. */
  readonly account: boolean
}

/** What comes of reading an account, each as soon as it is whole. */
export type AccountPart =
  | { readonly kind: 'course'; readonly reading: CourseReading }
  | {
      readonly kind: 'events'
      /**
       * Null is "not known": the site does not let the calendar be read, or lists in it what cannot be understood and
       * names no course. What was known before still stands then. Of the past the last 30 days are read (90 for a student
       * of whom nothing is known): what is missing from before is not gone.
       */
      readonly events: readonly ReadEvent[] | null
      /**
       * False where `events` has, of what is only written into the calendar (types `course`, `user`, `site`, `group`), not
       * all: what was known of such entries then still stands.
       */
      readonly entriesTold: boolean
      /** Moodle's ids of courses of whose events some could not be understood. */
      readonly brokenCourses: ReadonlySet<number>
    }
  | {
      readonly kind: 'notifications'
      /** Null where the site does not let them be read. The newest first, as far back as the site gives them. */
      readonly notifications: readonly ReadNotification[] | null
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
   * Each course of `read` once, as soon as it is whole, current ones asked for first; `events` and `notifications` once
   * each. What is wrong with one course (a list in which its rows cannot be understood, a request for it that never comes back)
   * is that course's reading; what is wrong with the site or the sign-in rejects the iteration.
   */
  readAccount(request: AccountRequest): AsyncIterable<AccountPart>
  /** HTTP requests made so far, tries that failed too. */
  readonly requestCount: number
  /** What is known of the site now: what was handed in, and what this reader met. */
  readonly knowledge: SiteKnowledge
}

export interface SignInOptions {
  readonly site: SiteAddress
  readonly username: string
  readonly password: string
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
  /** The way that worked for the last student is tried first. */
  readonly knowledge: SiteKnowledge | null
}
export interface SignedIn {
  readonly credential: Credential
  readonly profile: Profile
  readonly knowledge: SiteKnowledge
}

/** What the student brings back from their university's own sign-in page. */
export interface PastedSignInOptions {
  readonly site: SiteAddress
  /** The `moodlemobile://token=…` link, or a token alone. */
  readonly pasted: string
  /** What the launch link was made with; a pasted link that was not made with it is refused. */
  readonly passport: string
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
  readonly knowledge: SiteKnowledge | null
}

export interface ProbeOptions {
  readonly site: SiteAddress
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
}
/** What a site says of itself to anybody, without signing in. Null: it did not say. */
export interface SiteProbe {
  readonly webServices: boolean | null
  readonly mobileService: boolean | null
  /** How the Moodle app would sign in: the form in the app, or the site's own page in a browser (single sign-on). */
  readonly signIn: 'password' | 'browser' | null
  readonly launchUrl: string | null
  readonly siteName: string | null
  /** token.php answers as one that gives tokens. */
  readonly tokenPage: boolean
  /** There is a login form to be filled. */
  readonly loginForm: boolean
  /** Names of identity providers that the login page offers. */
  readonly identityProviders: readonly string[]
  readonly maintenance: boolean
}

export interface FileRequest {
  readonly site: SiteAddress
  /** As `ReadFile.url`. Only an address of the site itself is asked with the credential; others are refused. */
  readonly url: string
  readonly signal: AbortSignal
  /** Until the head of the answer is there. */
  readonly timeoutMs: number
  /** A longer file is refused (`moodle.answer_too_large`), or cut off where its length was not said. */
  readonly maxBytes: number
  /** The headers `Range`, `If-Range` and `If-None-Match` of whoever asks, passed on. */
  readonly range?: string
  readonly ifRange?: string
  readonly ifNoneMatch?: string
}
export interface OpenedFile {
  readonly status: 200 | 206 | 304 | 416
  readonly contentType: string | null
  readonly contentLength: number | null
  readonly contentRange: string | null
  readonly acceptRanges: boolean
  readonly etag: string | null
  readonly lastModified: string | null
  /** The name in the answer's Content-Disposition, decoded; null where there is none. */
  readonly fileName: string | null
  /** Null where the answer has none. To be read to its end or destroyed. */
  readonly body: Readable | null
}

/** What `@spike/moodle` exports besides the types: `createMoodle()` gives one of these. */
export interface Moodle {
  /** Trades name and password for a credential, by the best way the site allows. A wrong password is never tried twice. */
  signIn(options: SignInOptions): Promise<SignedIn>
  /** Where a student signs in at the university itself, made with a new passport to be kept until they are back. */
  makeLaunch(
    site: SiteAddress,
    knowledge: SiteKnowledge | null,
  ): { readonly url: string; readonly passport: string }
  /** Takes what the student brought back. `auth.pasted_link_invalid` where it is neither such a link nor a token. */
  signInByPaste(options: PastedSignInOptions): Promise<SignedIn>
  probe(options: ProbeOptions): Promise<SiteProbe>
  openReader(credential: Credential, options: ReaderOptions): Promise<MoodleReader>
  openFile(credential: Credential, request: FileRequest): Promise<OpenedFile>
  /** Closes the sockets that are kept open to sites. */
  close(): Promise<void>
}
