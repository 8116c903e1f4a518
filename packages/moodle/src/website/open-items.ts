import { MoodleError } from '../errors.ts'
import type { CourseContent, ReadFile, ReadForum, ReadItem } from '../reading.ts'
import { isRefusal, isSiteWide } from '../call-failures.ts'
import type { PageContext } from './page-context.ts'
import { parseAssignment } from './parse-assignment.ts'
import { parseBook } from './parse-book.ts'
import { parseFolder } from './parse-folder.ts'
import { type ListedDiscussion, joinDiscussion, parseDiscussion, parseForum } from './parse-forum.ts'
import { parsePage } from './parse-page.ts'
import { parseUrl } from './parse-url.ts'
import { parseQuiz } from './parse-quiz.ts'
import type { Session } from './session.ts'
import { pathOfSite } from './judge-answer.ts'

/** What the page of an item that the student opened adds to what is known of it. */
export interface OpenedItem {
  readonly item: ReadItem
  readonly assignment?: Pick<CourseContent['assignments'][number], 'submissionState' | 'graded'> & {
    readonly files: readonly ReadFile[]
  }
  readonly quiz?: Pick<CourseContent['quizzes'][number], 'attempts' | 'bestGrade' | 'maxGrade'>
  readonly forum?: Pick<ReadForum, 'type' | 'discussionCount' | 'unreadCount' | 'discussions'>
}

export interface OpenItemsOptions {
  readonly session: Session
  readonly courseMoodleId: number
  readonly context: PageContext
}

/** Each discussion is a page of its own: the latest are read, and pinned ones stand first. */
const maxDiscussions = 25

/** The site sends a student who may not open an item back to the course. */
function refuseCourse(path: string | null): void {
  if (path?.startsWith('/course/'))
    throw new MoodleError('moodle.access_denied', { detail: 'redirect_to_course' })
}

type Opener = (item: ReadItem, options: OpenItemsOptions) => Promise<OpenedItem>

function readItemPage<T>(item: ReadItem, options: OpenItemsOptions, parse: (html: string) => T): Promise<T> {
  const { session, courseMoodleId, context } = options
  return session.read({
    path: `/mod/${item.modname}/view.php?id=${item.moodleId}`,
    courseMoodleId,
    parse,
    onRedirect: (location) => {
      refuseCourse(pathOfSite(location, context.siteUrl))
      return undefined
    },
  })
}

const whole = (item: ReadItem, inside: Partial<ReadItem>): ReadItem => ({
  ...item,
  ...inside,
  descriptionHtml: inside.descriptionHtml ?? item.descriptionHtml,
  detail: 'full',
})

/** A text written in Moodle: it is opened at its own page. */
const textFile = (item: ReadItem, url: string): ReadFile => ({
  name: item.name,
  path: '/',
  sizeBytes: null,
  mimeType: null,
  modifiedAt: null,
  url,
  type: 'content',
})

async function readDiscussions(listed: readonly ListedDiscussion[], options: OpenItemsOptions) {
  const { session, courseMoodleId, context } = options
  const discussions = []
  let unreadable = 0
  for (const discussion of listed.slice(0, maxDiscussions)) {
    try {
      const page = await session.read({
        path: `/mod/forum/discuss.php?d=${discussion.moodleId}`,
        courseMoodleId,
        parse: (html) => parseDiscussion(html, context),
      })
      discussions.push(joinDiscussion(discussion, page, context))
    } catch (error) {
      // Gone since it was listed, or not for this student.
      if (!(error instanceof MoodleError) || !(isRefusal(error) || error.code === 'moodle.call_failed'))
        throw error
      unreadable++
    }
  }
  return { discussions, unreadable }
}

const openers: Readonly<Record<string, Opener>> = {
  async assign(item, options) {
    const page = await readItemPage(item, options, (html) => parseAssignment(html, options.context))
    const { descriptionHtml, files, submissionState, graded } = page
    return { item: whole(item, { descriptionHtml }), assignment: { submissionState, graded, files } }
  },
  async book(item, options) {
    const page = await readItemPage(item, options, (html) => parseBook(html, item.moodleId, options.context))
    return { item: whole(item, { descriptionHtml: page.descriptionHtml, files: page.chapters }) }
  },
  async folder(item, options) {
    const page = await readItemPage(item, options, (html) => parseFolder(html, options.context))
    return { item: whole(item, page) }
  },
  async forum(item, options) {
    const page = await readItemPage(item, options, (html) => parseForum(html, options.context))
    const unread = page.discussions.map(({ unreadCount }) => unreadCount).filter((count) => count !== null)
    const isWhole = !page.hasMore
    const discussionCount = page.only ? 1 : page.discussions.length
    const { discussions, unreadable } = page.only
      ? { discussions: [joinDiscussion(page.only.listed, page.only.page, options.context)], unreadable: 0 }
      : await readDiscussions(page.discussions, options)
    return {
      item: whole(item, { descriptionHtml: page.descriptionHtml }),
      forum: {
        type: page.type,
        discussionCount: isWhole ? discussionCount - unreadable : null,
        unreadCount: isWhole && unread.length ? unread.reduce((sum, count) => sum + count, 0) : null,
        discussions,
      },
    }
  },
  async page(item, options) {
    const page = await readItemPage(item, options, (html) => parsePage(html, options.context))
    const own = `${options.context.siteUrl}/mod/page/view.php?id=${item.moodleId}`
    return {
      item: whole(item, {
        descriptionHtml: page.descriptionHtml,
        files: [textFile(item, own), ...page.files],
      }),
    }
  },
  async quiz(item, options) {
    const page = await readItemPage(item, options, (html) => parseQuiz(html, options.context))
    const { descriptionHtml, ...quiz } = page
    return { item: whole(item, { descriptionHtml }), quiz }
  },
  async url(item, options) {
    const { session, courseMoodleId, context } = options
    const page = await session.read({
      // Without this a site may send on at once: to the link, or to the sign-in of a session that ended, nobody can tell.
      path: `/mod/url/view.php?id=${item.moodleId}&forceview=1`,
      courseMoodleId,
      parse: (html) => parseUrl(html, context),
      onRedirect: (location) => {
        if (pathOfSite(location, context.siteUrl)?.startsWith('/login/')) return undefined
        throw new MoodleError('moodle.access_denied', { detail: 'redirect_without_link' })
      },
    })
    const file = { ...textFile(item, page.target), type: 'url' as const }
    return { item: whole(item, { descriptionHtml: page.descriptionHtml, files: [file] }) }
  },
}

/**
 * Reads the page of an item that the student opened. A page that the site refuses, or that is not understood, leaves the
 * item as it was; what is wrong with the site or the sign-in rejects.
 */
export async function openItem(item: ReadItem, options: OpenItemsOptions): Promise<OpenedItem> {
  const open = Object.hasOwn(openers, item.modname) ? openers[item.modname] : undefined
  if (!open || !item.accessible) return { item }
  try {
    return await open(item, options)
  } catch (error) {
    if (error instanceof MoodleError && !isSiteWide(error)) return { item }
    throw error
  }
}
