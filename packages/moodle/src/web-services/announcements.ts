import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadAnnouncement } from '../reading.ts'
import { id, setTime, text, time } from './fields.ts'
import type { MapContext } from './map-context.ts'

export const discussionsSchema = z.looseObject({
  discussions: z.array(
    z.looseObject({
      /** `id` beside it is that of the first post. */
      discussion: id,
      name: text,
      subject: text,
      message: text,
      userfullname: text,
      created: setTime,
      modified: time,
      timemodified: time,
    }),
  ),
})

export function mapAnnouncements(
  answer: z.output<typeof discussionsSchema>,
  forumItemMoodleId: number,
  context: MapContext,
): ReadAnnouncement[] {
  return answer.discussions.map((discussion) => ({
    moodleId: discussion.discussion,
    forumItemMoodleId,
    title: cleanText(discussion.name || discussion.subject, context.language),
    authorName: cleanText(discussion.userfullname, context.language) || null,
    messageHtml: cleanHtml(discussion.message, context.language) ?? '',
    postedAt: discussion.created,
    // The post's own time: the discussion's moves with every reply.
    modifiedAt: discussion.modified ?? discussion.timemodified ?? discussion.created,
    url: `${context.siteUrl}/mod/forum/discuss.php?d=${discussion.discussion}`,
  }))
}
