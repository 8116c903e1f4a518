import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import type { CourseSummary } from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { coursesSchema, mapCourses } from '../answers/courses.ts'
import { text } from '../answers/fields.ts'
import type { AjaxCall } from './ajax-answer.ts'
import type { PageContext } from './page-context.ts'

/** `all` would leave out the courses that the student hid. */
export const timelineCall: AjaxCall = {
  function: 'core_course_get_enrolled_courses_by_timeline_classification',
  args: { classification: 'allincludinghidden', limit: 0, offset: 0, sort: 'fullname' },
  courseMoodleId: null,
}

const timelineSchema = z.looseObject({
  courses: z.array(z.looseObject({ coursecategory: text })),
})

/** Every course of the student. The answer does not tell whether a course shows grades: its page does. */
export function mapTimeline(data: unknown, context: PageContext): CourseSummary[] {
  const { courses } = parseData(timelineSchema, data, timelineCall.function)
  const summaries = mapCourses(parseData(coursesSchema, courses, timelineCall.function), context)
  return summaries.map((summary, index) => ({
    ...summary,
    categoryName: cleanText(courses[index]?.coursecategory, context.language) || null,
  }))
}
