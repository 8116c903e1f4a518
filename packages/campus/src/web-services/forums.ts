import { missingRecord } from '../moodle-exception.ts'
import { courseIdOfInstance } from '../seed/item-maker.ts'
import type { Course, Discussion, ForumItem } from '../seed/model.ts'
import { countUnread } from '../seed/person-state.ts'
import { int, list } from './params.ts'
import { describeFile, formatHtml } from './stored-files.ts'
import {
  defineFunction,
  formatName,
  pictureUrl,
  requireCourse,
  selectCourses,
} from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

const listForums = (context: CallContext, course: Course) =>
  context.site.listItems(course).filter((item) => item.modname === 'forum')

/** Unlike the other kinds, forums are answered as a bare list. */
const getForums = defineFunction({ courseids: list(int()) }, ({ courseids }, context) =>
  selectCourses(context, courseids).courses.flatMap((course) =>
    listForums(context, course).map((forum) => describeForum(context, course, forum)),
  ),
)

function describeForum({ person, siteurl }: CallContext, course: Course, forum: ForumItem) {
  const isNews = forum.type === 'news'
  return {
    id: forum.instance,
    course: course.id,
    type: forum.type,
    name: formatName(forum.name),
    intro: isNews ? 'General news and announcements' : formatHtml(siteurl, forum.description ?? ''),
    introformat: 1,
    introfiles: forum.introFiles.map((file) => describeFile(siteurl, file)),
    lang: '',
    duedate: 0,
    cutoffdate: 0,
    assessed: 0,
    assesstimestart: 0,
    assesstimefinish: 0,
    scale: 0,
    grade_forum: 0,
    grade_forum_notify: 0,
    maxbytes: 0,
    maxattachments: 1,
    forcesubscribe: Number(isNews),
    trackingtype: 1,
    rsstype: 0,
    rssarticles: 0,
    timemodified: forum.timemodified,
    warnafter: 0,
    blockafter: 0,
    blockperiod: 0,
    completiondiscussions: 0,
    completionreplies: 0,
    completionposts: 0,
    cmid: forum.cmid,
    numdiscussions: forum.discussions.length,
    cancreatediscussions: !isNews,
    lockdiscussionafter: 0,
    istracked: forum.isTracked,
    ...(forum.isTracked
      ? { unreadpostscount: sum(forum.discussions.map((one) => countUnread(person, forum, one) ?? 0)) }
      : {}),
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

const getDiscussions = defineFunction(
  { forumid: int(), sortorder: int(-1), page: int(-1), perpage: int(0), groupid: int(0) },
  ({ forumid, page, perpage }, context) => {
    const { site, person } = context
    const courseId = courseIdOfInstance(forumid)
    if (site.readCourse(person, courseId) === undefined) throw missingRecord('forum')
    const course = requireCourse(context, courseId)
    const forum = listForums(context, course).find((item) => item.instance === forumid)
    if (forum === undefined) throw missingRecord('forum')
    const pinnedFirst = forum.discussions.toSorted(
      (one, other) =>
        Number(other.isPinned) - Number(one.isPinned) ||
        lastPostAt(other) - lastPostAt(one) ||
        other.id - one.id,
    )
    const isPaged = page >= 0 && perpage > 0
    const wanted = isPaged ? pinnedFirst.slice(page * perpage, (page + 1) * perpage) : pinnedFirst
    return {
      discussions: wanted.map((discussion) => describeDiscussion(context, forum, discussion)),
      warnings: [],
    }
  },
)

/** Each reply came an hour after the post before it. */
const lastPostAt = ({ created, replies }: Discussion) => created + replies * 3600

function describeDiscussion({ person, siteurl }: CallContext, forum: ForumItem, discussion: Discussion) {
  const { author, created } = discussion
  return {
    id: discussion.id + 1,
    name: formatName(discussion.subject),
    groupid: -1,
    timemodified: lastPostAt(discussion),
    usermodified: author.id,
    timestart: 0,
    timeend: 0,
    discussion: discussion.id,
    parent: 0,
    userid: author.id,
    created,
    modified: created,
    mailed: 0,
    subject: formatName(discussion.subject),
    message: discussion.message,
    messageformat: 1,
    messagetrust: 0,
    attachment: false,
    totalscore: 0,
    mailnow: 0,
    userfullname: author.fullname,
    usermodifiedfullname: author.fullname,
    userpictureurl: pictureUrl(siteurl, 2),
    usermodifiedpictureurl: pictureUrl(siteurl, 2),
    numreplies: discussion.replies,
    numunread: countUnread(person, forum, discussion) ?? 0,
    pinned: discussion.isPinned,
    locked: false,
    starred: false,
    canreply: forum.type === 'general',
    canlock: false,
    canfavourite: true,
  }
}

export const forumFunctions: Record<string, WebServiceFunction> = {
  mod_forum_get_forums_by_courses: getForums,
  mod_forum_get_forum_discussions: getDiscussions,
}
