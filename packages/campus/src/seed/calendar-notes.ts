import type { CourseFacts, Person } from './model.ts'
import { hashText } from './prng.ts'
import { teacherWords } from './words.ts'

const daySeconds = 86_400
const hourSeconds = 3600

/** What somebody wrote into the calendar; it belongs to no activity. */
export type CalendarNote = {
  id: number
  name: string
  description: string
  at: number
  durationSeconds: number
}

const firstCourseNoteId = 5_000_000
const firstPersonNoteId = 6_000_000
const firstSiteNoteId = 7_000_000

/** What the teacher announced: the exams of the course, and in a current one a review session. */
export function listCourseNotes(course: CourseFacts, now: number): CalendarNote[] {
  const words = teacherWords[course.language]
  const id = firstCourseNoteId + course.id * 10
  const examDay = course.enddate - (course.enddate % daySeconds) + 7 * daySeconds
  const sitting = (number: number) => ({
    id: id + number,
    name: words.exam(new Date(course.startdate * 1000).getUTCFullYear(), number),
    description: `<p>${words.officeHours}</p>`,
    at: examDay + (number - 1) * 28 * daySeconds + 7 * hourSeconds,
    durationSeconds: 3 * hourSeconds,
  })
  const review = {
    id: id + 3,
    name: words.announcementSubjects.at(-1) ?? words.general,
    description: '',
    at: now + 12 * daySeconds + 14 * hourSeconds,
    durationSeconds: 2 * hourSeconds,
  }
  return [sitting(1), sitting(2), ...(course.term === 'current' ? [review] : [])]
}

const privateNotes = ['פגישה עם היועץ & מזכירות', 'להחזיר ספרים לספרייה', 'Study group', 'دورة لغة'] as const

/** What the student wrote for themselves: before today, and in the coming weeks. */
export function listPersonNotes(person: Person, now: number): CalendarNote[] {
  if (person.enrolments.length === 0) return []
  return [-6, 2, 9].map((day, index) => ({
    id: firstPersonNoteId + person.id * 10 + index,
    name: privateNotes[(hashText(person.username) + index) % privateNotes.length] as string,
    description: index === 1 ? '<p>בניין 37, חדר 105</p>' : '',
    at: now + day * daySeconds + 9 * hourSeconds,
    durationSeconds: index === 0 ? 0 : hourSeconds,
  }))
}

export const listSiteNotes = (now: number): CalendarNote[] => [
  {
    id: firstSiteNoteId + 1,
    name: 'יום הסטודנט',
    description: '',
    at: now - 20 * daySeconds,
    durationSeconds: 0,
  },
  {
    id: firstSiteNoteId + 2,
    name: 'חופשת חנוכה',
    description: 'אין לימודים',
    at: now + 13 * daySeconds,
    durationSeconds: 3 * daySeconds,
  },
]
