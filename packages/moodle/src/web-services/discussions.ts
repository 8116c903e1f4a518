import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadDiscussion } from '../reading.ts'
import { count, flag, id, setTime, text, time } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'

export const discussionsSchema = z.object({
  discussions: z.array(
    z.object({
      /** `id` beside it is that of the first post. */
      discussion: id,
      name: text,
      subject: text,
      message: text,
      userfullname: text,
      created: setTime,
      modified: time,
      timemodified: time,
      numreplies: count,
      numunread: count,
      pinned: flag.nullish(),
    }),
  ),
})

/**
 * The discussions of one forum. Moodle counts no unread posts, and says 0, where the forum is not tracked: the list of
 * forums tells (`ReadForum.unreadCount` is null there).
 */
export function mapDiscussions(
  answer: z.output<typeof discussionsSchema>,
  context: MapContext,
  isTracked = true,
): ReadDiscussion[] {
  return answer.discussions.map((discussion) => ({
    moodleId: discussion.discussion,
    title: cleanText(discussion.name || discussion.subject, context.language),
    authorName: cleanText(discussion.userfullname, context.language) || null,
    messageHtml: cleanHtml(discussion.message, context.language) ?? '',
    postedAt: discussion.created,
    // The post's own time: the discussion's moves with every reply.
    modifiedAt: discussion.modified ?? discussion.timemodified ?? discussion.created,
    replyCount: discussion.numreplies ?? 0,
    unreadCount: isTracked ? discussion.numunread : null,
    pinned: discussion.pinned ?? false,
    url: `${context.siteUrl}/mod/forum/discuss.php?d=${discussion.discussion}`,
  }))
}
