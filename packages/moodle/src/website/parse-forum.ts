import { cleanText } from '../clean-text.ts'
import { MoodleError } from '../errors.ts'
import type { ReadDiscussion } from '../reading.ts'
import { parseDateWords } from './date-words.ts'
import type { PageContext } from './page-context.ts'
import { type CheerioAPI, type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, idInLink, parseNumber, textOf } from './page-text.ts'

/** A discussion as its forum lists it, without what was written. */
export interface ListedDiscussion {
  readonly moodleId: number
  readonly title: string
  readonly authorName: string | null
  readonly postedAt: Date | null
  readonly replyCount: number | null
  readonly unreadCount: number | null
  readonly pinned: boolean
}

export interface ForumPage {
  readonly type: string | null
  readonly descriptionHtml: string | null
  /** The latest first, as many as the site shows on one page. */
  readonly discussions: readonly ListedDiscussion[]
  /** The one of a forum that is a single discussion and shows it in place of a list. */
  readonly only: { readonly listed: ListedDiscussion; readonly page: DiscussionPage } | null
  /** There are older ones on further pages. */
  readonly hasMore: boolean
}

function readTime(row: Selection): Date | null {
  const seconds = Number(row.find('.author time[data-timestamp]').attr('data-timestamp'))
  return Number.isInteger(seconds) && seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000) : null
}

function readRow(row: Selection, isTracked: boolean, context: PageContext): ListedDiscussion | null {
  const link = row.find('.topic a[href*="discuss.php?d="]').first()
  const moodleId = idInLink(link.attr('href'), 'd')
  if (moodleId === null) return null
  const counts = row.children('td.text-center.fit-content').first()
  const numberIn = (element: Selection) => parseNumber(textOf(element, context))
  const status = row.children('td').first()
  return {
    moodleId,
    // The link's own words are cut after a hundred letters.
    title: cleanText(link.attr('title'), context.language) || textOf(link, context),
    authorName: textOf(row.find('.author-info > div').first(), context) || null,
    postedAt: readTime(row),
    replyCount: numberIn(counts.children('span').first()),
    // Where there is nothing unread, there is no number.
    unreadCount: numberIn(counts.find('.lead a, a.badge, .unread').first()) ?? (isTracked ? 0 : null),
    // In the place of the star to mark it with.
    pinned: status.find('.icon').length > 0 && status.find('[data-type=favorite-toggle]').length === 0,
  }
}

function readOnly($: CheerioAPI, context: PageContext): ForumPage['only'] {
  const moodleId = idInLink($('#region-main a[href*="discuss.php?d="]').attr('href'), 'd')
  const page = readFirstPost($, context)
  if (moodleId === null) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_list' })
  const { title, authorName, postedAt, replyCount } = page
  return {
    listed: { moodleId, title, authorName, postedAt, replyCount, unreadCount: null, pinned: false },
    page,
  }
}

/** `/mod/forum/view.php?id=ITEM` */
export function parseForum(html: string, context: PageContext): ForumPage {
  const { $, bodyClasses } = expectPage(html, /^page-(?:mod-forum-view|course-view-social)$/)
  const list = $('#region-main [id^="discussion-list"]').first()
  const isEmpty = list.length === 0 && $('#region-main .forumnodiscuss').length > 0
  const only = list.length === 0 && !isEmpty ? readOnly($, context) : null
  const rows = [...each($, list.find('tr.discussion'))]
  const isTracked = list.find('a[href*="/mod/forum/markposts.php"]').length > 0
  const type = [...bodyClasses].find((name) => name.startsWith('forumtype-'))
  return {
    type: type?.slice('forumtype-'.length) ?? null,
    descriptionHtml: htmlOf($('#region-main #intro'), context),
    discussions: rows.map((row) => readRow(row, isTracked, context)).filter((row) => row !== null),
    only,
    hasMore: $('#region-main .pagination').length > 0,
  }
}

export interface DiscussionPage {
  readonly title: string
  readonly authorName: string | null
  readonly messageHtml: string
  readonly postedAt: Date
  readonly replyCount: number
}

/** `/mod/forum/discuss.php?d=DISCUSSION`: its first post. */
export function parseDiscussion(html: string, context: PageContext): DiscussionPage {
  return readFirstPost(expectPage(html, /^page-mod-forum-discuss$/).$, context)
}

function readFirstPost($: CheerioAPI, context: PageContext): DiscussionPage {
  const post = $('#region-main .firstpost').first()
  const time = post.find('time').first()
  const stamp = Date.parse(time.attr('datetime') ?? '')
  const postedAt = Number.isNaN(stamp)
    ? parseDateWords(textOf(time, context), context.timeZone)
    : new Date(stamp)
  if (post.length === 0 || !postedAt)
    throw new MoodleError('moodle.unexpected_answer', { detail: 'no_first_post' })
  return {
    title:
      textOf(post.find('[data-region-content=forum-post-core-subject]'), context) ||
      cleanText($('.discussionname').text(), context.language),
    authorName: textOf(post.find('header a[href*="/user/view.php"]').first(), context) || null,
    messageHtml: htmlOf(post.find('.post-content-container'), context) ?? '',
    postedAt,
    replyCount: $('#region-main [data-region=post]').length - 1,
  }
}

/** Both together: what the list tells counts, and the text is the page's. */
export function joinDiscussion(
  listed: ListedDiscussion,
  page: DiscussionPage,
  context: PageContext,
): ReadDiscussion {
  return {
    moodleId: listed.moodleId,
    title: listed.title || page.title,
    authorName: listed.authorName ?? page.authorName,
    messageHtml: page.messageHtml,
    postedAt: listed.postedAt ?? page.postedAt,
    // A page does not tell when its first post was edited.
    modifiedAt: listed.postedAt ?? page.postedAt,
    replyCount: listed.replyCount ?? Math.max(0, page.replyCount),
    unreadCount: listed.unreadCount,
    pinned: listed.pinned,
    url: `${context.siteUrl}/mod/forum/discuss.php?d=${listed.moodleId}`,
  }
}
