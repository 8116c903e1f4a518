import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { id, text } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'

/** core_course_get_courses_by_field, asked for courses by `ids`. */
export const courseFactsSchema = z.object({
  courses: z.array(
    z.object({
      id,
      categoryname: text,
      /** Whom the course page names: the roles that the site calls course contacts, teachers unless it says otherwise. */
      contacts: z.array(z.object({ fullname: text })).nullish(),
    }),
  ),
})

interface CourseFacts {
  readonly categoryName: string | null
  readonly teachers: string[]
}

/** By Moodle's course id: what the list of the student's courses does not tell. */
export function mapCourseFacts(
  answer: z.output<typeof courseFactsSchema>,
  context: MapContext,
): Map<number, CourseFacts> {
  const clean = (name: string) => cleanText(name, context.language)
  return new Map(
    answer.courses.map((course) => [
      course.id,
      {
        categoryName: clean(course.categoryname) || null,
        teachers: [...new Set((course.contacts ?? []).map(({ fullname }) => clean(fullname)))].filter(
          Boolean,
        ),
      },
    ]),
  )
}
