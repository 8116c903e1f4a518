import { MoodleException } from '../moodle-exception.ts'
import { courseIdOfCmid, courseIdOfInstance } from '../seed/item-maker.ts'
import type { Course, Discussion, ForumItem } from '../seed/model.ts'
import { pictureUrl } from '../web-services/web-service-function.ts'
import { renderActivityPage } from './activity-page.ts'
import { each, escapeHtml, formatPageHtml } from './html.ts'
import { requirePageItem } from './page-answers.ts'
import type { PageItem } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { callFunction, readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'

type ListedDiscussion = {
  id: number
  name: string
  message: string
  /** The discussion's own id; `id` is its first post's. */
  discussion: number
  userid: number
  userfullname: string
  usermodifiedfullname: string
  created: number
  timemodified: number
  numreplies: number
  numunread: number
  pinned: boolean
}

/** Discussions a page lists; more stand on `&p=1` and so on. */
const discussionsPerPage = 100

const listDiscussions = (context: PageContext, forum: ForumItem): ListedDiscussion[] =>
  callFunction<{ discussions: ListedDiscussion[] }>(context, 'mod_forum_get_forum_discussions', {
    forumid: forum.instance,
    perpage: discussionsPerPage,
    page: readInt(context.query, 'p'),
  }).discussions.filter(() => !context.site.settings.emptyForums.includes(forum.cmid))

/** `/mod/forum/view.php?id=` by course module, or `?f=` by instance. */
export function serveForum(context: PageContext): Response {
  const { course, item } = requirePageItem(context, 'forum', findForumCmid(context))
  const discussions = listDiscussions(context, item)
  const [only] = context.site.settings.singleForums.includes(item.cmid) ? item.discussions : []
  return renderActivityPage(
    context,
    { course, item },
    {
      title: item.name,
      bodyClass: `forumtype-${only === undefined ? item.type : 'single'}`,
      main: renderForum(context, { course, item, discussions, only }),
    },
  )
}

/** A single discussion is shown where others have their list. */
function renderForum(
  context: PageContext,
  forum: {
    course: Course
    item: ForumItem
    discussions: ListedDiscussion[]
    only: Discussion | undefined
  },
): string {
  const { course, item, discussions, only } = forum
  if (only !== undefined) return renderDiscussion(context, { course, discussion: only })
  if (discussions.length === 0) return `<div class="forumnodiscuss">${context.words.noDiscussions}</div>`
  return renderList(context, item, discussions)
}

function findForumCmid({ query, site, person }: PageContext): number {
  const instance = readInt(query, 'f')
  if (instance === 0) return readInt(query, 'id')
  const course = site.readCourse(person, courseIdOfInstance(instance))
  const items = course === undefined ? [] : site.listItems(course)
  return items.find((item) => item.modname === 'forum' && item.instance === instance)?.cmid ?? 0
}

function renderList(context: PageContext, forum: ForumItem, discussions: ListedDiscussion[]): string {
  const { words } = context
  return `<div id="discussion-list-1" data-contextid="${forum.contextid}" data-cmid="${forum.cmid}" data-name="${escapeHtml(forum.name)}" data-gradable-itemtype="forum">
<table class="table discussion-list generaltable">
<thead><tr><th scope="col"><span class="accesshide">${words.status}</span></th><th scope="col">${words.discussion}</th><th scope="col" class="author px-3">${words.startedBy}</th><th scope="col" class="lastpost px-3">${words.lastPost}</th><th scope="col" class="text-center px-2">${words.replies}${renderMarkRead(context, forum)}</th></tr></thead>
<tbody>
${each(discussions, (discussion) => renderRow(context, forum, discussion))}
</tbody></table></div>`
}

/** Only where Moodle keeps what has been read. */
const renderMarkRead = ({ siteurl, words }: PageContext, forum: ForumItem, which = '') =>
  forum.isTracked
    ? `<a href="${siteurl}/mod/forum/markposts.php?f=${forum.instance}${which}&mark=read" title="${words.markRead}"></a>`
    : ''

function renderRow(context: PageContext, forum: ForumItem, discussion: ListedDiscussion): string {
  const { siteurl, dates } = context
  const id = discussion.discussion
  const name = escapeHtml(discussion.name)
  const author = (fullname: string) =>
    `<div class="align-middle p-0"><img class="rounded-circle userpicture" src="${pictureUrl(siteurl, 1)}" alt="${escapeHtml(fullname)}"></div>`
  const time = (kind: string, at: number) =>
    `<time id="time-${kind}-${id}" class="" datetime="" data-timestamp="${at}" data-datetimeformat="%Y-%m-%dT%H:%M%z">\n${dates.day(at)}\n</time>`
  const unread =
    discussion.numunread > 0
      ? `<span class="lead">(<a href="${siteurl}/mod/forum/discuss.php?d=${id}#unread">${discussion.numunread}</a>)</span>${renderMarkRead(context, forum, `&d=${id}`)}`
      : ''
  return `<tr class="discussion subscribed${discussion.pinned ? ' pinned' : ''}" data-region="discussion-list-item" data-discussionid="${id}" data-forumid="${forum.instance}">
<td class="p-0 text-center align-middle icon-no-margin">${discussion.pinned ? '<i class="icon fa fa-map-pin fa-fw" title="Pinned"></i>' : `<a class="btn btn-link" role="button" data-type="favorite-toggle" data-action="toggle" data-discussionid="${id}" href=""><i class="icon fa fa-star-o fa-fw"></i></a>`}</td>
<th scope="row" class="topic p-0 align-middle"><div class="p-3 ps-0"><div class="d-flex"><a class="w-100 h-100 d-block" href="${siteurl}/mod/forum/discuss.php?d=${id}" title="${name}" aria-label="${name}">
${name}
</a></div></div></th>
<td class="author align-middle fit-content limit-width px-3"><div class="d-flex">${author(discussion.userfullname)}<div class="author-info align-middle"><div class="mb-1 line-height-3 text-truncate">${escapeHtml(discussion.userfullname)}</div><div class="line-height-3">${time('created', discussion.created)}</div></div></div></td>
<td class="text-start align-middle fit-content limit-width px-3"><div class="d-flex">${author(discussion.usermodifiedfullname)}<div class="author-info align-middle"><div class="mb-1 line-height-3 text-truncate">${escapeHtml(discussion.usermodifiedfullname)}</div><div class="line-height-3"><a href="${siteurl}/mod/forum/discuss.php?d=${id}&parent=${discussion.id}" title="${dates.abbreviated(discussion.timemodified)}">${time('modified', discussion.timemodified)}</a></div></div></div></td>
<td class="p-0 text-center align-middle fit-content px-2"><span>${discussion.numreplies}</span>${unread}</td>
</tr>`
}

/** `/mod/forum/discuss.php?d=` */
export function serveDiscussion(context: PageContext): Response {
  const { course, item, discussion } = requireDiscussion(context)
  return renderPage(context, {
    pageId: 'mod-forum-discuss',
    title: `${course.shortname}: ${discussion.subject}`,
    heading: item.name,
    layout: 'incourse',
    bodyClass: `forumtype-${item.type}`,
    course,
    item,
    activityHeader: '<div class="activity-header" data-for="page-activity-header"></div>',
    main: renderDiscussion(context, { course, discussion }),
  })
}

const renderDiscussion = (context: PageContext, shown: { course: Course; discussion: Discussion }): string =>
  `<h3 class="discussionname">${escapeHtml(shown.discussion.subject)}</h3><div id="discussion-container-1" data-content="forum-discussion">
${renderPost(context, { ...shown, postId: shown.discussion.id + 1 })}</div>`

/** The first post holds the replies to it. */
function renderPost(
  context: PageContext,
  post: { course: Course; discussion: Discussion; postId: number; reply?: number },
): string {
  const { words, dates, siteurl } = context
  const { course, discussion, postId, reply = 0 } = post
  const isFirst = reply === 0
  const author = isFirst ? discussion.author : course.teacher
  const subject = `${isFirst ? '' : 'Re: '}${escapeHtml(discussion.subject)}`
  const at = discussion.created + reply * 3600
  const replies = isFirst ? Array.from({ length: discussion.replies }, (_, index) => index + 1) : []
  return `<article id="p${postId}" class="forum-post-container mb-2" data-post-id="${postId}" data-region="post" tabindex="0">
<div class="d-flex border p-2 mb-2 forumpost focus-target ${isFirst ? 'firstpost starter' : ''}" data-post-id="${postId}" data-content="forum-post">
<div class="d-flex flex-column w-100" data-region-content="forum-post-core">
<header class="mb-2 header row d-flex"><div class="d-flex flex-column">
<h3 class="h6 font-weight-bold mb-0" data-region-content="forum-post-core-subject" data-reply-subject="Re: ${subject}">${subject}</h3>
<div class="mb-3" tabindex="-1">${words.by} <a href="${siteurl}/user/view.php?id=${author.id}&course=${course.id}">${escapeHtml(author.fullname)}</a> - <time datetime="${dates.iso(at)}">${dates.full(at)}</time></div>
</div></header>
<div class="d-flex body-content-container"><div class="no-overflow w-100 content-alignment-container">
<div id="post-content-${postId}" class="post-content-container">
${isFirst ? formatPageHtml(siteurl, discussion.message) : `<p>${reply}</p>`}
</div><div class="post-actions"><a href="${siteurl}/mod/forum/discuss.php?d=${discussion.id}#p${postId}" class="btn btn-link" title="${words.permalink}">${words.permalink}</a></div></div></div></div></div>
<div class="indent" data-region="replies-container">
${each(replies, (number) => renderPost(context, { course, discussion, postId: postId * 100 + number, reply: number }))}
</div>
</article>`
}

/** A discussion's id begins with its forum's. */
function requireDiscussion(context: PageContext): PageItem<'forum'> & { discussion: Discussion } {
  const id = readInt(context.query, 'd')
  const course = context.site.readCourse(context.person, courseIdOfCmid(Math.floor(id / 100)))
  const forums = (course?.sections ?? [])
    .flatMap(({ items }) => items)
    .filter((item) => item.modname === 'forum')
  const forum = forums.find(({ discussions }) => discussions.some((discussion) => discussion.id === id))
  if (forum === undefined) throw new MoodleException('invaliddiscussionid', 'Discussion ID was incorrect')
  const found = requirePageItem(context, 'forum', forum.cmid)
  const discussion = forum.discussions.find((candidate) => candidate.id === id) as Discussion
  return { ...found, discussion }
}
