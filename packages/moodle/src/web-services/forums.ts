import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadForum } from '../reading.ts'
import { count, flag, id, text } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'
import type { RowList } from '../answers/parse-rows.ts'

export const forumsSchema = z.array(
  z.object({
    id,
    cmid: id,
    course: id,
    type: text,
    name: z.string(),
    intro: text,
    numdiscussions: count,
    istracked: flag.nullish(),
    /** Only where the forum is tracked. */
    unreadpostscount: count,
  }),
)

/** Where in the answer each course's rows stand. */
export const forumList: RowList<typeof forumsSchema> = {
  schema: forumsSchema,
  functionName: 'mod_forum_get_forums_by_courses',
  rowsAt: null,
  courseAt: ['course'],
}

/** Forums by course, without their discussions. */
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
          descriptionHtml: cleanHtml(forum.intro, context.language),
          type: forum.type || null,
          discussionCount: forum.numdiscussions,
          unreadCount: forum.istracked ? forum.unreadpostscount : null,
          discussions: null,
        })),
      ]),
  )
}
