/** What the campus knows about its courses and people. All times are Unix seconds, as in Moodle. */

export type Language = 'he' | 'en' | 'ar'

export type Teacher = { id: number; fullname: string }

/** What the lists of courses need; the contents are built when they are first asked for. */
export type CourseFacts = {
  id: number
  shortname: string
  fullname: string
  idnumber: string
  summary: string
  category: { id: number; name: string }
  format: 'topics' | 'weeks'
  language: Language
  field: Field
  term: 'past' | 'current' | 'future'
  startdate: number
  enddate: number
  showgrades: boolean
  /** The first assignment's grade is given but not shown to the student. */
  hidesFirstGrade: boolean
  timemodified: number
  teacher: Teacher
  /** A second teacher, where there is one. */
  assistant: Teacher | null
  /** Where grades are given as letters: beside the number, or instead of it. */
  letters: 'beside' | 'instead' | null
}

export type Field = 'computing' | 'mathematics' | 'physics' | 'economics' | 'humanities'

export type Course = CourseFacts & { sections: Section[] }

export type Section = {
  id: number
  number: number
  name: string
  summary: string
  /** Instance id of the `subsection` item this section hangs on, or null. */
  subsection: number | null
  items: Item[]
}

/** A file in a file area. Its bytes are made from these facts when somebody downloads it. */
export type StoredFile = {
  contextid: number
  component: string
  area: string
  /** null where the address has no item id (a page's index.html). */
  itemid: number | null
  filepath: string
  filename: string
  filesize: number
  mimetype: string
  timemodified: number
  author: string | null
}

type ItemFacts = {
  cmid: number
  contextid: number
  instance: number
  name: string
  timemodified: number
  /**
   * HTML shown under the item's name, if the teacher chose so. Links to files stand in all HTML as `/pluginfile.php/…`;
   * each face of the site puts its own address before them.
   */
  description: string | null
  /** Closed to students until then, or null. */
  availableFrom: number | null
  /** Files that the description (an assignment's or label's text) links to. */
  introFiles: StoredFile[]
}

export type AssignItem = ItemFacts & {
  modname: 'assign'
  intro: string
  allowsubmissionsfromdate: number
  duedate: number
  cutoffdate: number
  grademax: number
  nosubmissions: boolean
  teamsubmission: boolean
  /** The grade is given but hidden from the student. */
  gradeHidden: boolean
  attachments: StoredFile[]
}
export type QuizItem = ItemFacts & { modname: 'quiz'; timeopen: number; timeclose: number; grademax: number }
export type Discussion = {
  id: number
  subject: string
  message: string
  author: Teacher
  created: number
  replies: number
  isPinned: boolean
}
export type ForumItem = ItemFacts & {
  modname: 'forum'
  type: 'news' | 'general'
  /** Whether Moodle keeps what each student has read. */
  isTracked: boolean
  discussions: Discussion[]
}
export type ResourceItem = ItemFacts & { modname: 'resource'; file: StoredFile }
export type FolderItem = ItemFacts & { modname: 'folder'; files: StoredFile[] }
export type UrlItem = ItemFacts & { modname: 'url'; externalurl: string }
export type PageItem = ItemFacts & { modname: 'page'; file: StoredFile; files: StoredFile[]; html: string }
export type LabelItem = ItemFacts & { modname: 'label'; html: string }
export type BookItem = ItemFacts & {
  modname: 'book'
  chapters: { id: number; title: string; file: StoredFile; files: StoredFile[] }[]
}
export type SubsectionItem = ItemFacts & { modname: 'subsection'; sectionid: number }
export type TimedItem = ItemFacts & { modname: 'choice' | 'feedback'; timeopen: number; timeclose: number }
export type PlainItem = ItemFacts & {
  modname: 'glossary' | 'data' | 'lti' | 'scorm' | 'workshop' | 'h5pactivity'
}

export type Item =
  | AssignItem
  | QuizItem
  | ForumItem
  | ResourceItem
  | FolderItem
  | UrlItem
  | PageItem
  | LabelItem
  | BookItem
  | SubsectionItem
  | TimedItem
  | PlainItem

export type ModuleName = Item['modname']

export type Enrolment = {
  courseId: number
  isFavourite: boolean
  isHidden: boolean
  lastaccess: number | null
}

/** How the site treats an account, beyond its password. */
export type AccountState =
  | 'active'
  | 'suspended'
  | 'suspended-at-sign-in'
  | 'must-change'
  | 'must-change-site-info'
  | 'not-set-up'
  | 'policy-not-agreed'

export type Person = {
  id: number
  username: string
  password: string
  about: string
  firstname: string
  lastname: string
  idnumber: string
  state: AccountState
  enrolments: Enrolment[]
}
