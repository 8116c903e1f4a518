import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { CourseSummary } from '../reading.ts'
import { decimal, flag, id, optionalId, text, time } from './fields.ts'
import type { MapContext } from './map-context.ts'

export const coursesSchema = z.array(
  z.object({
    id,
    fullname: z.string(),
    shortname: text,
    idnumber: text,
    category: optionalId,
    summary: text,
    startdate: time,
    enddate: time,
    visible: flag.nullish(),
    hidden: flag.nullish(),
    isfavourite: flag.nullish(),
    progress: decimal.nullish(),
    showgrades: flag.nullish(),
  }),
)

export function mapCourses(courses: z.output<typeof coursesSchema>, context: MapContext): CourseSummary[] {
  const clean = (value: string) => cleanText(value, context.language)
  return courses.map((course) => ({
    moodleId: course.id,
    fullName: clean(course.fullname),
    shortName: clean(course.shortname),
    idNumber: clean(course.idnumber) || null,
    categoryId: course.category,
    // Told by another function: see `mapCourseFacts`.
    categoryName: null,
    summaryHtml: cleanHtml(course.summary, context.language),
    startsAt: course.startdate,
    endsAt: course.enddate,
    visible: course.visible ?? true,
    hiddenByStudent: course.hidden ?? false,
    favourite: course.isfavourite ?? false,
    progressPercent: course.progress ?? null,
    showsGrades: course.showgrades ?? true,
    url: `${context.siteUrl}/course/view.php?id=${course.id}`,
  }))
}
