import { describeTimelineCourse } from '../web-services/course-lists.ts'
import { courseUpdateFunctions } from '../web-services/course-updates.ts'
import { int, list, structure, text } from '../web-services/params.ts'
import { defineFunction } from '../web-services/web-service-function.ts'
import type { WebServiceFunction } from '../web-services/web-service-function.ts'

/** The courses the student was in last, newest first. */
const getRecentCourses = defineFunction(
  { userid: int(0), limit: int(0), offset: int(0), sort: text('') },
  ({ limit, offset }, context) => {
    const { site, person } = context
    const visited = site
      .listEnrolments(person)
      .flatMap((enrolment) => {
        const course = site.readCourse(person, enrolment.courseId)
        return course === undefined || enrolment.lastaccess === null || enrolment.isHidden
          ? []
          : [{ course, enrolment, timeaccess: enrolment.lastaccess }]
      })
      .toSorted((one, other) => other.timeaccess - one.timeaccess)
    return visited
      .slice(offset, limit === 0 ? undefined : offset + limit)
      .map(({ timeaccess, ...enrolled }) => ({ ...describeTimelineCourse(context, enrolled), timeaccess }))
  },
)

type Updates = { instances: { id: number }[]; warnings: unknown[] }

/** As get_updates_since, for each module since a time of its own. */
const checkUpdates = defineFunction(
  {
    courseid: int(),
    tocheck: list(structure({ contextlevel: text(), id: int(), since: int() })),
    filter: list(text()),
  },
  ({ courseid, tocheck }, context) => {
    const readSince = courseUpdateFunctions.core_course_get_updates_since as WebServiceFunction
    const instances = tocheck.flatMap(({ id, since }) => {
      const updates = readSince({ courseid, since }, context) as Updates
      return updates.instances.filter((instance) => instance.id === id)
    })
    return { instances, warnings: [] }
  },
)

export const blockFunctions: Record<string, WebServiceFunction> = {
  core_course_get_recent_courses: getRecentCourses,
  core_course_check_updates: checkUpdates,
}
