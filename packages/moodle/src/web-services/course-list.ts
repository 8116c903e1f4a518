import { MoodleError } from '../errors.ts'
import type { CourseSummary } from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { coursesSchema, mapCourses } from '../answers/courses.ts'
import type { MapContext } from '../answers/map-context.ts'

export const coursesFunction = 'core_enrol_get_users_courses'

/**
 * The student's courses. A course that were left out would seem gone, and one odd field is no reason to read none: so a
 * field that is not of the known shape counts as not set, and a course without a name goes by its short name or its
 * number. Throws `moodle.unexpected_answer` where a row has no id, or the answer is no list.
 */
export function readCourseList(data: unknown, context: MapContext): CourseSummary[] {
  const parsed = coursesSchema.safeParse(data)
  if (parsed.success) return mapCourses(parsed.data, context)
  if (!Array.isArray(data)) throw new MoodleError('moodle.unexpected_answer', where)
  const oddFields = Map.groupBy(parsed.error.issues, ({ path }) => path[0])
  const rows = data.map((row: unknown, index) => {
    const odd = new Set(oddFields.get(index)?.map(({ path }) => path[1]))
    if (odd.size === 0 || odd.has('id') || odd.has(undefined)) return row
    const fitting = Object.entries(Object(row)).filter(([name]) => !odd.has(name))
    const { id, shortname } = Object.fromEntries(fitting)
    const name = typeof shortname === 'string' && shortname ? shortname : `#${String(id)}`
    return { fullname: name, ...Object.fromEntries(fitting) }
  })
  return mapCourses(parseData(coursesSchema, rows, coursesFunction), context)
}

const where = { detail: 'shape at top', functionName: coursesFunction }
