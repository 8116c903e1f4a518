import { courseNotAccessible, missingRecord } from '../moodle-exception.ts'
import type { Course, Person } from '../seed/model.ts'
import type { Site } from '../site.ts'
import { readParams } from './params.ts'
import type { ParamReaders, ReadParams } from './params.ts'

/** What a web service function may know about the call it answers. */
export type CallContext = {
  person: Person
  site: Site
  /** Address of the site without a slash at its end. */
  siteurl: string
  functionNames: string[]
}

/** Answers a call or throws a MoodleException. */
export type WebServiceFunction = (args: unknown, context: CallContext) => unknown

export function defineFunction<R extends ParamReaders>(
  readers: R,
  answer: (params: ReadParams<R>, context: CallContext) => unknown,
): WebServiceFunction {
  return (args, context) => answer(readParams(readers, args), context)
}

/** The course, if the student is in it; otherwise what Moodle throws. */
export function requireCourse({ site, person }: CallContext, courseId: number): Course {
  const course = site.readCourse(person, courseId)
  if (course === undefined) throw missingRecord('course')
  if (!site.isEnrolled(person, courseId)) throw courseNotAccessible(courseId)
  return course
}

export type Warning = { item: string; itemid: number; warningcode: string; message: string }

/** The courses asked for; none asked for means all of the student's. A course they are not in is a warning. */
export function selectCourses(
  { site, person }: CallContext,
  courseIds: number[],
  refusal: { warningcode: string; message: string } = {
    warningcode: '1',
    message: 'No access rights in course context',
  },
): { courses: Course[]; warnings: Warning[] } {
  const mine = site.listCourses(person)
  if (courseIds.length === 0) return { courses: mine, warnings: [] }
  const refused = courseIds.filter((id) => !mine.some((course) => course.id === id))
  return {
    courses: mine.filter((course) => courseIds.includes(course.id)),
    warnings: refused.map((itemid) => ({ item: 'course', itemid, ...refusal })),
  }
}

/** How Moodle prints a name: every ampersand that does not begin an entity becomes one. */
export function formatName(name: string): string {
  return name.replaceAll(/&(?!#?\w+;)/g, '&amp;')
}

export const pictureUrl = (siteurl: string, size: 1 | 2) =>
  `${siteurl}/theme/image.php/boost/core/1795355399/u/f${size}`
