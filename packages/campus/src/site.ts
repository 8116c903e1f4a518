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
import { readAssignState, readExamGrade, readQuizGrade } from './seed/person-state.ts'
import type { AssignState, Grade } from './seed/person-state.ts'

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

/** @param clock the campus's time in Unix seconds */
export function createSite({ content, clock }: { content: CampusContent; clock: () => number }) {
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

  const listEnrolments = (person: Person): Enrolment[] =>
    overlays.get(person.username)?.enrolments ?? person.enrolments

  const readCourse = (person: Person, courseId: number): Course | undefined =>
    overlays.get(person.username)?.courses.get(courseId) ?? content.findCourse(courseId)

  const listItems = (course: Course): Item[] => course.sections.flatMap((section) => section.items)

  return {
    content,
    clock,
    listEnrolments,
    listItems,
    readCourse,
    isEnrolled: (person: Person, courseId: number) =>
      listEnrolments(person).some((enrolment) => enrolment.courseId === courseId),
    listCourses: (person: Person): Course[] =>
      listEnrolments(person).flatMap(({ courseId }) => readCourse(person, courseId) ?? []),
    findItem(person: Person, cmid: number): Found | undefined {
      const course = readCourse(person, courseIdOfCmid(cmid))
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
    readQuizGrade: (person: Person, item: QuizItem): Grade | null =>
      overlays.get(person.username)?.grades.get(item.cmid) ??
      readQuizGrade({ person, item, now: content.builtAt }),
    readExamGrade: (person: Person, course: CourseFacts): Grade | null => readExamGrade({ person, course }),

    /** A copy of the course that only this student sees, to be changed in place. */
    openForEdit(person: Person, courseId: number): Course | undefined {
      const overlay = overlayFor(person)
      const course = readCourse(person, courseId)
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
