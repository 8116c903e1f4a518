import type {
  ActiveSync,
  CalendarEvent,
  Change,
  ChangesAnswer,
  Course,
  CourseDetail,
  CourseGrades,
  Deadline,
  Discussion,
  ErrorAnswer,
  Grade,
  InstitutionChoice,
  Item,
  Student,
  SyncStatus,
} from '@spike/contract'
import { stageKeys, stageOf, type StageKey } from '@spike/contract/stages'

export const jobId = '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a01'
const at = '2026-11-22T10:00:00.000Z'

const north: InstitutionChoice = {
  id: 'north',
  name: { he: 'אוניברסיטת הצפון', en: 'North University', ar: 'جامعة الشمال' },
  signIn: 'password',
}
export const institutions: InstitutionChoice[] = [
  north,
  {
    id: 'south',
    name: { he: 'אוניברסיטת הדרום', en: 'South University', ar: 'جامعة الجنوب' },
    signIn: 'password',
  },
]

export const student: Student = {
  id: 'b6f1f3a2-0f57-4a0e-8f59-0a1c0c9d7e11',
  fullName: 'נועה כהן',
  username: 'noa',
  institution: north,
  language: null,
  languageChosen: false,
  theme: 'system',
  lastVisitAt: null,
}

/** What is said of the syncs of a student who has none. */
export function buildActiveSync(overrides: Partial<ActiveSync> = {}): ActiveSync {
  return {
    hasActiveJob: false,
    jobId: null,
    status: null,
    progress: null,
    job: null,
    lastJob: null,
    signInAgain: false,
    ...overrides,
  }
}

/** A job that runs its second working stage but for what is said otherwise. */
export function buildSyncStatus(overrides: Partial<SyncStatus> = {}): SyncStatus {
  const status = overrides.status ?? 'analyzing_content'
  const progress = overrides.progress ?? 45
  return {
    jobId,
    rev: progress,
    status,
    progress,
    message: '',
    done: null,
    total: null,
    partial: false,
    unreadCourses: [],
    stages: buildStages(status, progress),
    eta: null,
    attempt: 1,
    maxAttempts: 3,
    nextAttemptAt: null,
    queuePosition: null,
    cancelRequested: false,
    error: null,
    counts: null,
    moodleRequests: 0,
    createdAt: at,
    startedAt: at,
    updatedAt: at,
    finishedAt: null,
    pollAfterMs: 2000,
    ...overrides,
  }
}

function buildStages(status: SyncStatus['status'], progress: number): SyncStatus['stages'] {
  const reached = stageKeys.findLast((key) => progress >= stageOf(key).from) ?? 'starting'
  const stateOf = (key: StageKey) => {
    if (status === 'completed' || stageKeys.indexOf(key) < stageKeys.indexOf(reached)) return 'done'
    if (key !== reached) return 'waiting'
    return status === 'failed' || status === 'cancelled' ? status : 'running'
  }
  return stageKeys.map((key) => ({ key, state: stateOf(key), done: null, total: null }))
}

export function buildCourse(overrides: Partial<Course> = {}): Course {
  return {
    id: '1',
    moodleId: 1,
    name: 'מבני נתונים',
    shortName: 'CS101',
    category: null,
    academicYear: 2026,
    term: 'A',
    startsAt: null,
    endsAt: null,
    url: 'https://moodle.example/course/view.php?id=1',
    hidden: false,
    favourite: false,
    progressPercent: null,
    itemCount: 3,
    readAt: at,
    teachers: [],
    newCount: 0,
    ...overrides,
  }
}

/** A course's page with the items in one section, or none. */
export function buildCourseDetail({
  items = [],
  ...overrides
}: Partial<CourseDetail> & { items?: Item[] } = {}): CourseDetail {
  const section = {
    id: 's',
    moodleId: 1,
    number: 1,
    name: 'Week 1',
    summaryHtml: null,
    parentId: null,
    items,
  }
  return {
    course: buildCourse(),
    sections: items.length > 0 ? [section] : [],
    announcements: [],
    discussions: [],
    ...overrides,
  }
}

export function buildDeadline(overrides: Partial<Deadline> = {}): Deadline {
  return {
    id: 'd1',
    courseId: '1',
    courseName: 'מבני נתונים',
    itemId: null,
    title: 'תרגיל 1',
    kind: 'assignment_due',
    dueAt: '2026-11-25T10:00:00.000Z',
    done: false,
    submissionState: 'new',
    url: null,
    ...overrides,
  }
}

export function buildEvent(overrides: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id: 'e1',
    courseId: '1',
    courseName: 'מבני נתונים',
    itemId: null,
    title: 'תרגיל 1',
    kind: 'assignment_due',
    at: '2026-11-25T10:00:00.000Z',
    endsAt: null,
    descriptionHtml: null,
    done: false,
    url: null,
    ...overrides,
  }
}

export function buildError(code: ErrorAnswer['error']['code'], retryAfterSeconds?: number): ErrorAnswer {
  return {
    error: { code, message: '', requestId: 'req-1', ...(retryAfterSeconds ? { retryAfterSeconds } : {}) },
  }
}

export function buildItem(overrides: Partial<Item> = {}): Item {
  return {
    id: 'i1',
    moodleId: 1,
    modname: 'resource',
    name: 'הרצאה 3',
    url: 'https://moodle.example/mod/resource/view.php?id=1',
    descriptionHtml: null,
    kind: 'lecture',
    number: '3',
    confidence: 0.9,
    reason: '',
    solutionItemId: null,
    availabilityHtml: null,
    completed: null,
    completionMode: null,
    dates: [],
    detail: 'full',
    files: [],
    assignment: null,
    quiz: null,
    forum: null,
    isNew: false,
    ...overrides,
  }
}

export function buildDiscussion(overrides: Partial<Discussion> = {}): Discussion {
  return {
    id: '1',
    itemId: null,
    title: 'Exercise 3',
    authorName: null,
    messageHtml: '<p>The lab moves</p>',
    postedAt: '2026-11-20T08:00:00.000Z',
    modifiedAt: '2026-11-20T08:00:00.000Z',
    replyCount: 0,
    unreadCount: null,
    pinned: false,
    url: 'https://moodle.example/mod/forum/discuss.php?d=1',
    ...overrides,
  }
}

export function buildGrade(overrides: Partial<Grade> = {}): Grade {
  return {
    id: '1',
    itemId: null,
    name: 'תרגיל 1',
    kind: 'item',
    grade: 92.5,
    gradeText: null,
    letter: null,
    min: 0,
    max: 100,
    weightPercent: null,
    hidden: false,
    feedbackHtml: null,
    gradedAt: null,
    ...overrides,
  }
}

export function buildCourseGrades(overrides: Partial<CourseGrades> = {}): CourseGrades {
  return {
    courseId: '1',
    courseName: 'מבני נתונים',
    academicYear: 2026,
    term: 'A',
    startsAt: null,
    endsAt: null,
    url: 'https://moodle.example/course/view.php?id=1',
    grades: [buildGrade()],
    ...overrides,
  }
}

export function buildChange(overrides: Partial<Change> = {}): Change {
  return {
    id: '1',
    at,
    kind: 'changed',
    subject: 'item',
    courseId: '1',
    courseName: 'מבני נתונים',
    itemId: null,
    title: 'הרצאה 3',
    fields: [],
    textHtml: null,
    url: null,
    read: false,
    ...overrides,
  }
}

export const emptyChanges: ChangesAnswer = { changes: [], nextCursor: null, unreadCount: 0 }
