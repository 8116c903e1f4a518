import { buildCatalog } from './catalog.ts'
import type { CatalogTerm } from './catalog.ts'
import { buildCourse } from './course-builder.ts'
import type { Course, CourseFacts, Person } from './model.ts'
import { buildPerson, listUsernames } from './people.ts'

/** Everything the seed decides. What is not asked for is not built. */
export type CampusContent = {
  seed: string
  /** Midnight (UTC, Unix seconds) of the day the content is made for. */
  builtAt: number
  catalog: CatalogTerm[]
  usernames: string[]
  findPerson(username: string): Person | undefined
  findCourseFacts(courseId: number): CourseFacts | undefined
  findCourse(courseId: number): Course | undefined
}

const daySeconds = 86_400

/**
 * The people and courses of a seed. Courses are shared by everybody enrolled, as on a real site; what one student
 * has handed in or been given follows from their name (person-state.ts).
 *
 * @param now Unix seconds; only its day matters
 */
export function buildCampus({ seed, now }: { seed: string; now: number }): CampusContent {
  const builtAt = Math.floor(now / daySeconds) * daySeconds
  const catalog = buildCatalog({ seed, now: builtAt })
  const factsById = new Map(catalog.flatMap((term) => term.courses).map((facts) => [facts.id, facts]))
  const courses = new Map<number, Course>()
  const people = new Map<string, Person | undefined>()

  return {
    seed,
    builtAt,
    catalog,
    usernames: listUsernames(),
    findCourseFacts: (courseId) => factsById.get(courseId),
    findPerson: (username) => {
      if (people.has(username)) return people.get(username)
      const person = buildPerson(username, { seed, now: builtAt, catalog })
      if (person !== undefined) people.set(username, person)
      return person
    },
    findCourse: (courseId) => {
      const facts = factsById.get(courseId)
      if (facts === undefined) return undefined
      const course = courses.get(courseId) ?? buildCourse(facts, { seed, now: builtAt })
      courses.set(courseId, course)
      return course
    },
  }
}
