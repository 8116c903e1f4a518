import { missingRecord } from '../moodle-exception.ts'
import { courseIdOfInstance } from '../seed/item-maker.ts'
import type { Course, Discussion, ForumItem } from '../seed/model.ts'
import { int, list } from './params.ts'
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
    listForums(context, course).map((forum) => describeForum(course, forum)),
  ),
)

function describeForum(course: Course, forum: ForumItem) {
  const isNews = forum.type === 'news'
  return {
    id: forum.instance,
    course: course.id,
    type: forum.type,
    name: formatName(forum.name),
    intro: isNews ? 'General news and announcements' : '',
    introformat: 1,
    introfiles: [],
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
    istracked: false,
  }
}

const getDiscussions = defineFunction(
  { forumid: int(), sortorder: int(-1), page: int(-1), perpage: int(10), groupid: int(0) },
  ({ forumid, page, perpage }, context) => {
    const { site, person, siteurl } = context
    const courseId = courseIdOfInstance(forumid)
    if (site.readCourse(person, courseId) === undefined) throw missingRecord('forum')
    const course = requireCourse(context, courseId)
    const forum = listForums(context, course).find((item) => item.instance === forumid)
    if (forum === undefined) throw missingRecord('forum')
    const newestFirst = forum.discussions.toSorted(
      (one, other) => other.created - one.created || other.id - one.id,
    )
    const wanted = page < 0 ? newestFirst : newestFirst.slice(page * perpage, (page + 1) * perpage)
    return {
      discussions: wanted.map((discussion) => describeDiscussion(siteurl, forum, discussion)),
      warnings: [],
    }
  },
)

function describeDiscussion(siteurl: string, forum: ForumItem, discussion: Discussion) {
  const { author, created } = discussion
  return {
    id: discussion.id + 1,
    name: formatName(discussion.subject),
    groupid: -1,
    timemodified: created,
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
    numunread: 0,
    pinned: false,
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
