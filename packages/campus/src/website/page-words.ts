import type { ModuleName } from '../seed/model.ts'
import type { SiteSettings } from '../site-settings.ts'

/** What Moodle itself says on its pages. Readers should go by classes and addresses, not by these. */
export type PageWords = ReturnType<typeof wordsIn>

/** Picks one of the two languages of every text. */
type Pick = (english: string, hebrew: string) => string

const pickers: Record<SiteSettings['language'], Pick> = {
  en: (english) => english,
  he: (_english, hebrew) => hebrew,
}

function wordsIn(pick: Pick) {
  return {
    ...frameWords(pick),
    ...courseWords(pick),
    ...assignWords(pick),
    ...gradeWords(pick),
    ...activityWords(pick),
  }
}

const frameWords = (pick: Pick) => ({
  skipToContent: pick('Skip to main content', 'דילוג לתוכן הראשי'),
  dashboard: pick('Dashboard', 'לוח הבקרה'),
  myCourses: pick('My courses', 'הקורסים שלי'),
  courseOverview: pick('Course overview', 'סקירת קורסים'),
  profile: pick('Profile', 'פרופיל'),
  publicProfile: pick('Public profile', 'פרופיל ציבורי'),
  userDetails: pick('User details', 'פרטי המשתמש'),
  courseDetails: pick('Course details', 'פרטי הקורסים'),
  logOut: pick('Log out', 'יציאה'),
  loggedInAs: pick('You are logged in as', 'הינך מחובר/ת כ-'),
  notLoggedIn: pick('You are not logged in.', 'אינך מחובר/ת.'),
  logIn: pick('Log in', 'כניסה'),
  logInToSite: pick('Log in to the site', 'כניסה לאתר'),
  username: pick('Username', 'שם משתמש'),
  password: pick('Password', 'סיסמה'),
  invalidLogin: pick('Invalid login, please try again', 'פרטי הכניסה שגויים, נא לנסות שוב'),
  timedOut: pick('Your session has timed out. Please log in again.', 'זמן החיבור תם. נא להיכנס שוב.'),
  alreadyLoggedIn: pick('You are already logged in as', 'הינך כבר מחובר/ת כ-'),
  confirm: pick('Confirm', 'אישור'),
  confirmed: pick('Your registration has been confirmed', 'הכניסה אושרה'),
  reallyLogOut: pick('Do you really want to log out?', 'האם באמת לצאת מהמערכת?'),
  changePassword: pick('You must change your password to proceed.', 'עליך להחליף סיסמה כדי להמשיך.'),
  continue: pick('Continue', 'המשך'),
  notice: pick('Notice', 'הודעה'),
  error: pick('Error', 'שגיאה'),
  moreAboutError: pick('More information about this error', 'מידע נוסף על שגיאה זו'),
  courseUnavailable: pick(
    'This course is currently unavailable to students',
    'קורס זה אינו זמין כרגע לסטודנטים',
  ),
  enrolmentOptions: pick('Enrolment options', 'אפשרויות רישום'),
  cannotEnrol: pick('You cannot enrol yourself in this course.', 'אין אפשרות לרישום עצמי לקורס זה.'),
  launchApp: pick(
    'Click here if the app does not open automatically.',
    'לחצו כאן אם היישום אינו נפתח מאליו.',
  ),
})

const moduleWords: Record<ModuleName, [english: string, hebrew: string]> = {
  assign: ['Assignment', 'מטלה'],
  book: ['Book', 'ספר'],
  choice: ['Choice', 'בחירה'],
  data: ['Database', 'בסיס נתונים'],
  feedback: ['Feedback', 'משוב'],
  folder: ['Folder', 'תיקייה'],
  forum: ['Forum', 'פורום'],
  glossary: ['Glossary', 'אגרון מונחים'],
  h5pactivity: ['H5P', 'H5P'],
  label: ['Text and media area', 'תווית'],
  lti: ['External tool', 'כלי חיצוני'],
  page: ['Page', 'דף תוכן'],
  quiz: ['Quiz', 'בוחן'],
  resource: ['File', 'קובץ'],
  scorm: ['SCORM package', 'חבילת תוכן SCORM'],
  subsection: ['Subsection', 'תת-יחידה'],
  url: ['URL', 'קישור לאינטרנט'],
  workshop: ['Workshop', 'סדנה'],
}

const courseWords = (pick: Pick) => ({
  course: pick('Course', 'קורס'),
  section: pick('Section', 'יחידה'),
  topic: pick('Topic', 'נושא'),
  week: pick('Week', 'שבוע'),
  sectionOutline: pick('Section outline', 'מתאר היחידות'),
  participants: pick('Participants', 'משתתפים'),
  grades: pick('Grades', 'ציונים'),
  collapse: pick('Collapse', 'צמצום'),
  expand: pick('Expand', 'הרחבה'),
  restricted: pick('Restricted', 'מוגבל'),
  availableFrom: pick('Available from', 'זמין מ-'),
  uploaded: pick('Uploaded', 'הועלה'),
  currentWeek: pick('Current week', 'השבוע הנוכחי'),
  progress: pick('Progress', 'התקדמות'),
  activities: pick('Activities', 'פעילויות'),
  done: pick('Done', 'הושלם'),
  toDo: pick('To do', 'לביצוע'),
  failed: pick('Failed', 'לא עבר/ה'),
  markAsDone: pick('Mark as done', 'סימון כהושלם'),
  view: pick('View', 'צפייה'),
  opens: pick('Opens:', 'ייפתח:'),
  opened: pick('Opened:', 'נפתח:'),
  due: pick('Due:', 'תאריך הגשה:'),
  closes: pick('Closes:', 'ייסגר:'),
  closed: pick('Closed:', 'נסגר:'),
  moduleName: (modname: ModuleName) => pick(...moduleWords[modname]),
})

const assignWords = (pick: Pick) => ({
  assignments: pick('Assignments', 'מטלות'),
  noAssignments: pick('There are no Assignments', 'אין מטלות'),
  dueDate: pick('Due date', 'תאריך הגשה'),
  submission: pick('Submission', 'הגשה'),
  grade: pick('Grade', 'ציון'),
  submissionStates: {
    none: pick('No submission', 'לא הוגש'),
    new: pick('No submission', 'לא הוגש'),
    draft: pick('Draft (not submitted)', 'טיוטה (לא הוגש)'),
    submitted: pick('Submitted for grading', 'הוגש למתן ציון'),
    reopened: pick('Reopened', 'נפתח מחדש'),
  },
  noSubmissionYet: pick('No submissions have been made yet', 'לא הוגשה עדיין עבודה'),
  nothingToSubmit: pick(
    'This assignment does not require you to submit anything online',
    'אין צורך להגיש דבר במטלה זו',
  ),
  submissionStatus: pick('Submission status', 'מצב ההגשה'),
  gradingStatus: pick('Grading status', 'מצב מתן הציון'),
  graded: pick('Graded', 'ניתן ציון'),
  notGraded: pick('Not graded', 'טרם ניתן ציון'),
  attemptNumber: pick('Attempt number', 'מספר ניסיון'),
  extensionDueDate: pick('Extension due date', 'הארכת מועד ההגשה'),
  timeRemaining: pick('Time remaining', 'הזמן שנותר'),
  lastModified: pick('Last modified', 'שונה לאחרונה'),
  fileSubmissions: pick('File submissions', 'הגשת קבצים'),
  feedback: pick('Feedback', 'משוב'),
  gradedOn: pick('Graded on', 'הציון ניתן ב-'),
  gradedBy: pick('Graded by', 'הציון ניתן על-ידי'),
  feedbackComments: pick('Feedback comments', 'הערות למשוב'),
  feedbackFiles: pick('Feedback files', 'קבצי משוב'),
  addSubmission: pick('Add submission', 'הוספת הגשה'),
  days: pick('days', 'ימים'),
  hours: pick('hours', 'שעות'),
  remaining: pick('remaining', 'נותרו'),
  overdueBy: pick('Assignment is overdue by:', 'המטלה באיחור של:'),
  submittedEarly: pick('early', 'לפני המועד'),
  submittedLate: pick('late', 'באיחור'),
})

const gradeWords = (pick: Pick) => ({
  userReport: pick('User report', 'דוח משתמש'),
  gradeItem: pick('Grade item', 'פריט ציון'),
  calculatedWeight: pick('Calculated weight', 'משקל מחושב'),
  range: pick('Range', 'טווח'),
  percentage: pick('Percentage', 'אחוזים'),
  letterGrade: pick('Letter grade', 'ציון באותיות'),
  contribution: pick('Contribution to course total', 'תרומה לציון הקורס'),
  manualItem: pick('Manual item', 'פריט ידני'),
  aggregation: pick('Aggregation', 'חישוב מצרפי'),
  courseTotal: pick('Course total', 'סך-הכל בקורס'),
  categoryTotal: pick('Category total', 'סך-הכל בקטגוריה'),
})

const activityWords = (pick: Pick) => ({
  discussion: pick('Discussion', 'דיון'),
  markRead: pick('Mark read', 'סימון כנקרא'),
  startedBy: pick('Started by', 'נפתח על-ידי'),
  lastPost: pick('Last post', 'תגובה אחרונה'),
  replies: pick('Replies', 'תגובות'),
  permalink: pick('Permalink', 'קישור ישיר'),
  noDiscussions: pick('There are no discussion topics yet in this forum', 'אין עדיין דיונים בפורום זה'),
  by: pick('by', 'מאת'),
  tableOfContents: pick('Table of contents', 'תוכן העניינים'),
  next: pick('Next', 'הבא'),
  downloadFolder: pick('Download folder', 'הורדת התיקייה'),
  clickToOpen: pick('Click to open the resource:', 'לחצו לפתיחת המשאב:'),
  clickToView: pick('Click the link to view the file:', 'לחצו לצפייה בקובץ:'),
  attempt: pick('Attempt', 'ניסיון'),
  attempts: pick('Your attempts', 'הניסיונות שלך'),
  previousAttempts: pick('Summary of your previous attempts', 'סיכום הניסיונות הקודמים שלך'),
  state: pick('State', 'מצב'),
  status: pick('Status', 'מצב'),
  finished: pick('Finished', 'הסתיים'),
  inProgress: pick('In progress', 'בביצוע'),
  neverSubmitted: pick('Never submitted', 'לא הוגש כלל'),
  submitted: pick('Submitted', 'הוגש'),
  started: pick('Started', 'התחיל'),
  completed: pick('Completed', 'הושלם'),
  marks: pick('Marks', 'נקודות'),
  review: pick('Review', 'סקירה'),
  outOf: pick('out of', 'מתוך'),
  finalGrade: pick('Your final grade for this quiz is', 'הציון הסופי שלך בבוחן זה הוא'),
  gradingMethod: pick('Grading method: Highest grade', 'שיטת מתן הציון: הציון הגבוה ביותר'),
  backToCourse: pick('Back to the course', 'חזרה לקורס'),
})

const words = { en: wordsIn(pickers.en), he: wordsIn(pickers.he) }
export const pageWordsOf = (language: SiteSettings['language']): PageWords => words[language]
