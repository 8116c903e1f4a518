import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import type { ReadForum } from '../reading.ts'
import { id, text, wholeNumber } from './fields.ts'
import type { MapContext } from './map-context.ts'
import type { RowList } from './parse-rows.ts'

export const forumsSchema = z.array(
  z.looseObject({
    id,
    cmid: id,
    course: id,
    type: text,
    name: z.string(),
    numdiscussions: wholeNumber.nullish(),
  }),
)

/** Where in the answer each course's rows stand. */
export const forumList: RowList<typeof forumsSchema> = {
  schema: forumsSchema,
  functionName: 'mod_forum_get_forums_by_courses',
  rowsAt: null,
  courseAt: ['course'],
}

/** Forums by course. */
export function mapForums(
  forums: z.output<typeof forumsSchema>,
  context: MapContext,
): Map<number, ReadForum[]> {
  return new Map(
    Map.groupBy(forums, (forum) => forum.course)
      .entries()
      .map(([course, ofCourse]) => [
        course,
        ofCourse.map((forum) => ({
          moodleId: forum.id,
          itemMoodleId: forum.cmid,
          name: cleanText(forum.name, context.language),
          type: forum.type,
          discussionCount: forum.numdiscussions ?? null,
        })),
      ]),
  )
}
