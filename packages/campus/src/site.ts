import type { CampusContent } from './seed/campus-content.ts'
import { courseIdOfCmid } from './seed/item-maker.ts'
import type {
  AssignItem,
  Course,
  CourseFacts,
  Enrolment,
  Item,
  Person,
  QuizItem,
  Section,
} from './seed/model.ts'
import { readCompletionMode, readCompletionState } from './seed/completion.ts'
import type { CompletionMode, CompletionState } from './seed/completion.ts'
import { readAssignState, readExamGrade } from './seed/person-state.ts'
import type { AssignState, Grade } from './seed/person-state.ts'
import { listQuizAttempts, readBestGrade } from './seed/quiz-state.ts'
import type { QuizAttempt } from './seed/quiz-state.ts'
import { defaultSiteSettings, isAtLeast } from './site-settings.ts'
import type { SiteSettings } from './site-settings.ts'

/** What edits have changed for one student. Other students go on seeing the seed's content. */
type Overlay = {
  courses: Map<number, Course>
  enrolments: Enrolment[] | null
  grades: Map<number, Grade>
  addedItems: number
}

/** Items added by edits are numbered from here; no course of the seed has as many. An id is never given out twice. */
const firstAddedItem = 500

export type Found = { course: Course; section: Section; item: Item }

/** The site as one student sees it: the seed's content with that student's edits over it. */
export type Site = ReturnType<typeof createSite>

/**
 * @param clock the campus's time in Unix seconds
 * @param settings changed in place by `control.setSite`
 */
export function createSite(input: { content: CampusContent; clock: () => number; settings?: SiteSettings }) {
  const { content, clock, settings = defaultSiteSettings() } = input
  const overlays = new Map<string, Overlay>()

  const overlayFor = (person: Person): Overlay => {
    const overlay = overlays.get(person.username) ?? {
      courses: new Map(),
      enrolments: null,
      grades: new Map(),
      addedItems: 0,
    }
    overlays.set(person.username, overlay)
    return overlay
  }

  const listAllEnrolments = (person: Person): Enrolment[] =>
    overlays.get(person.username)?.enrolments ?? person.enrolments

  const listEnrolments = (person: Person): Enrolment[] =>
    listAllEnrolments(person).filter(({ courseId }) => !settings.hiddenCourses.includes(courseId))

  const readWholeCourse = (person: Person, courseId: number): Course | undefined =>
    overlays.get(person.username)?.courses.get(courseId) ?? content.findCourse(courseId)

  const readCourse = (person: Person, courseId: number): Course | undefined => {
    const course = readWholeCourse(person, courseId)
    return course === undefined || isAtLeast(settings, '4.5') ? course : withoutSubsections(course)
  }

  const listItems = (course: Course): Item[] => course.sections.flatMap((section) => section.items)

  const isOpen = (item: Item): boolean => item.availableFrom === null || item.availableFrom <= clock()

  function listAttempts(person: Person, item: QuizItem): QuizAttempt[] {
    const attempts = listQuizAttempts({ person, item, now: content.builtAt })
    const given = overlays.get(person.username)?.grades.get(item.cmid)
    if (given === undefined) return attempts
    const { value, gradedAt } = given
    const number = attempts.length + 1
    return [
      ...attempts,
      { number, state: 'finished', startedAt: gradedAt - 900, finishedAt: gradedAt, value },
    ]
  }

  const readQuizGrade = (person: Person, item: QuizItem): Grade | null =>
    overlays.get(person.username)?.grades.get(item.cmid) ?? readBestGrade(listAttempts(person, item))

  return {
    content,
    clock,
    settings,
    listEnrolments,
    listItems,
    readCourse,
    isEnrolled: (person: Person, courseId: number) =>
      listEnrolments(person).some((enrolment) => enrolment.courseId === courseId),
    /** Enrolled, but the teacher has hidden the course. */
    isHiddenFrom: (person: Person, courseId: number) =>
      settings.hiddenCourses.includes(courseId) &&
      listAllEnrolments(person).some((enrolment) => enrolment.courseId === courseId),
    listCourses: (person: Person): Course[] =>
      listEnrolments(person).flatMap(({ courseId }) => readCourse(person, courseId) ?? []),
    findItem(person: Person, cmid: number): Found | undefined {
      const course = readWholeCourse(person, courseIdOfCmid(cmid))
      for (const section of course?.sections ?? []) {
        const item = section.items.find((candidate) => candidate.cmid === cmid)
        if (course !== undefined && item !== undefined) return { course, section, item }
      }
      return undefined
    },
    readAssignState(person: Person, course: CourseFacts, item: AssignItem): AssignState {
      const state = readAssignState({ person, course, item, now: content.builtAt })
      const given = overlays.get(person.username)?.grades.get(item.cmid)
      return given === undefined ? state : { ...state, state: 'graded', grade: given }
    },
    listQuizAttempts: listAttempts,
    readQuizGrade,
    /** How the item counts as done, and whether it does. */
    readCompletion(
      person: Person,
      course: CourseFacts,
      item: Item,
    ): { mode: CompletionMode; state: CompletionState } {
      const quizGrade = item.modname === 'quiz' ? readQuizGrade(person, item) : null
      const mode = readCompletionMode(course, item)
      const isTracked = mode !== 'none' && isOpen(item)
      return { mode, state: isTracked ? readCompletionState({ person, item, quizGrade }) : 0 }
    },
    /** Whether a student may open it yet. */
    isOpen,
    readExamGrade: (person: Person, course: CourseFacts): Grade | null => readExamGrade({ person, course }),

    /** A copy of the course that only this student sees, to be changed in place. */
    openForEdit(person: Person, courseId: number): Course | undefined {
      const overlay = overlayFor(person)
      const course = readWholeCourse(person, courseId)
      if (course === undefined) return undefined
      const own = overlay.courses.get(courseId) ?? structuredClone(course)
      overlay.courses.set(courseId, own)
      return own
    },
    /** The number for an item that is about to be added. */
    takeItemNumber(person: Person): number {
      const overlay = overlayFor(person)
      overlay.addedItems += 1
      return firstAddedItem + overlay.addedItems
    },
    setEnrolments(person: Person, enrolments: Enrolment[]) {
      overlayFor(person).enrolments = enrolments
    },
    setGrade(person: Person, cmid: number, grade: Grade) {
      overlayFor(person).grades.set(cmid, grade)
    },
    discardEdits() {
      overlays.clear()
    },
  }
}

/** As a release before 4.5 has it: the section stands by itself, and nothing leads to it. */
function withoutSubsections(course: Course): Course {
  const sections = course.sections.map((section) => ({
    ...section,
    subsection: null,
    items: section.items.filter((item) => item.modname !== 'subsection'),
  }))
  return { ...course, sections }
}
