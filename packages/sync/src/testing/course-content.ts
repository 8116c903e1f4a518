import type {
  CourseContent,
  ReadAssignment,
  ReadDiscussion,
  ReadFile,
  ReadForum,
  ReadGrade,
  ReadItem,
  ReadQuiz,
} from '@spike/moodle'

/** Builders of what a reader gives. What does not matter to a test is made up. */
const site = 'https://moodle.example.ac.il'

export const makeItem = (changes: Partial<ReadItem> = {}): ReadItem => ({
  detail: 'full',
  moodleId: 10,
  instanceId: 5,
  modname: 'resource',
  name: 'הרצאה 1',
  url: `${site}/mod/resource/view.php?id=10`,
  descriptionHtml: null,
  visible: true,
  accessible: true,
  availabilityHtml: null,
  indent: 0,
  completed: null,
  completionMode: null,
  dates: [],
  modifiedAt: null,
  files: [],
  ...changes,
})

export const makeContent = (
  changes: Partial<CourseContent> = {},
  items: readonly ReadItem[] = [makeItem()],
): CourseContent => ({
  categoryName: null,
  teachers: null,
  sections: [
    {
      moodleId: 1,
      number: 0,
      name: 'כללי',
      summaryHtml: null,
      visible: true,
      parentMoodleId: null,
      detail: 'full',
      items,
    },
    {
      moodleId: 2,
      number: 1,
      name: 'שבוע 1',
      summaryHtml: null,
      visible: true,
      parentMoodleId: null,
      detail: 'full',
      items: [],
    },
  ],
  assignments: [],
  quizzes: [],
  forums: [],
  grades: [],
  ...changes,
})

export const makeFile = (name: string, sizeBytes = 1): ReadFile => ({
  name,
  path: '/',
  sizeBytes,
  mimeType: 'application/pdf',
  modifiedAt: new Date(0),
  url: `${site}/pluginfile.php/1/${name}`,
  type: 'file',
})

export const makeAssignment = (changes: Partial<ReadAssignment> = {}): ReadAssignment => ({
  moodleId: 7,
  itemMoodleId: 10,
  name: 'ת"ב 1',
  descriptionHtml: null,
  opensAt: null,
  dueAt: null,
  cutOffAt: null,
  extendedTo: null,
  maxGrade: 100,
  submissionState: 'new',
  submittedAt: null,
  graded: false,
  feedbackHtml: null,
  files: [],
  ...changes,
})

export const makeQuiz = (changes: Partial<ReadQuiz> = {}): ReadQuiz => ({
  moodleId: 8,
  itemMoodleId: 10,
  name: 'בוחן 1',
  descriptionHtml: null,
  opensAt: null,
  closesAt: null,
  timeLimitSeconds: null,
  attemptsAllowed: null,
  maxGrade: 10,
  attempts: null,
  bestGrade: null,
  ...changes,
})

export const makeForum = (changes: Partial<ReadForum> = {}): ReadForum => ({
  moodleId: 9,
  itemMoodleId: 10,
  name: 'הודעות',
  descriptionHtml: null,
  type: 'news',
  discussionCount: changes.discussions?.length ?? null,
  unreadCount: null,
  discussions: null,
  ...changes,
})

export const makeDiscussion = (changes: Partial<ReadDiscussion> = {}): ReadDiscussion => ({
  moodleId: 1,
  title: 'שיעור בוטל',
  authorName: null,
  messageHtml: '<p>היום</p>',
  postedAt: new Date(0),
  modifiedAt: new Date(0),
  replyCount: 0,
  unreadCount: null,
  pinned: false,
  url: `${site}/mod/forum/discuss.php?d=1`,
  ...changes,
})

export const makeGrade = (changes: Partial<ReadGrade> = {}): ReadGrade => ({
  moodleId: 3,
  itemMoodleId: 10,
  name: 'ת"ב 1',
  kind: 'item',
  grade: null,
  gradeText: null,
  letter: null,
  min: 0,
  max: 100,
  weightPercent: null,
  hidden: false,
  feedbackHtml: null,
  gradedAt: null,
  position: 0,
  ...changes,
})
