import { accessDenied, invalidParameter } from '../moodle-exception.ts'
import type { Course, Item } from '../seed/model.ts'
import { hashText } from '../seed/prng.ts'
import { int } from './params.ts'
import { defineFunction, formatName } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

const daySeconds = 86_400
/** Moodle forgets what is older. */
const keptSeconds = 30 * daySeconds

type Notification = {
  id: number
  course: Course
  subject: string
  html: string
  url: string
  at: number
  component: string
  eventtype: string
}

const firstPostId = 100_000_000
const firstGradeId = 200_000_000
const firstDueId = 300_000_000

/** What Moodle told the student of the last weeks: announcements, grades, deadlines that come near. */
function listNotifications(context: CallContext): Notification[] {
  const { site, person } = context
  const now = site.clock()
  return site
    .listCourses(person)
    .filter((course) => course.enddate > now - keptSeconds)
    .flatMap((course) => site.listItems(course).flatMap((item) => ofItem(context, course, item)))
    .filter(({ at }) => at <= now && at > now - keptSeconds)
    .toSorted((one, other) => other.at - one.at || other.id - one.id)
}

function ofItem({ site, person, siteurl }: CallContext, course: Course, item: Item): Notification[] {
  const name = formatName(item.name)
  const url = `${siteurl}/mod/${item.modname}/view.php?id=${item.cmid}`
  if (item.modname === 'forum' && item.type === 'news') {
    return item.discussions.map((discussion) => ({
      id: firstPostId + discussion.id,
      course,
      subject: `${course.shortname}: ${formatName(discussion.subject)}`,
      html: `<div>${discussion.message}</div>`,
      url: `${siteurl}/mod/forum/discuss.php?d=${discussion.id}#p${discussion.id + 1}`,
      at: discussion.created,
      component: 'mod_forum',
      eventtype: 'posts',
    }))
  }
  if (item.modname !== 'assign') return []
  const { state, grade } = site.readAssignState(person, course, item)
  const isAnswered = ['submitted', 'graded', 'none-needed'].includes(state)
  const graded =
    grade === null || grade.isHidden
      ? []
      : [
          {
            id: firstGradeId + item.cmid,
            course,
            subject: `${course.teacher.fullname} has given feedback for assignment ${name}`,
            html: `<p>You can see it appended to <a href="${url}">your submission</a>.</p>`,
            url,
            at: grade.gradedAt,
            component: 'mod_assign',
            eventtype: 'assign_notification',
          },
        ]
  const due = isAnswered
    ? []
    : [
        {
          id: firstDueId + item.cmid,
          course,
          subject: `Assignment ${name} is due soon`,
          html: `<p>${name}</p>`,
          url,
          at: item.duedate - 2 * daySeconds,
          component: 'mod_assign',
          eventtype: 'assign_due_soon',
        },
      ]
  return [...graded, ...due]
}

const getPopupNotifications = defineFunction(
  { useridto: int(), newestfirst: int(1), limit: int(0), offset: int(0) },
  ({ useridto, newestfirst, limit, offset }, context) => {
    const { person } = context
    if (useridto !== 0 && useridto !== person.id) throw accessDenied()
    if (limit < 0 || offset < 0) throw invalidParameter()
    const all = listNotifications(context)
    const ordered = newestfirst === 0 ? all.toReversed() : all
    const page = ordered.slice(offset, limit === 0 ? undefined : offset + limit)
    return {
      notifications: page.map((notification) => describeNotification(context, notification)),
      unreadcount: all.filter((notification) => !isRead(context, notification)).length,
    }
  },
)

const isRead = ({ person }: CallContext, { id }: Notification) =>
  hashText(`${person.username}/notified/${id}`) % 3 !== 0

function describeNotification(context: CallContext, notification: Notification) {
  const { person, site, siteurl } = context
  const { id, course, subject, html, url, at } = notification
  const read = isRead(context, notification)
  return {
    id,
    useridfrom: course.teacher.id,
    useridto: person.id,
    subject,
    shortenedsubject: subject.slice(0, 125),
    text: html,
    fullmessage: html.replaceAll(/<[^>]*>/g, ''),
    fullmessageformat: 1,
    fullmessagehtml: html,
    smallmessage: subject,
    contexturl: url,
    contexturlname: formatName(course.fullname),
    timecreated: at,
    timecreatedpretty: `${Math.floor((site.clock() - at) / daySeconds)} days ago`,
    timeread: read ? at + 3600 : null,
    read,
    deleted: false,
    iconurl: `${siteurl}/theme/image.php/boost/${notification.component}/1795355399/monologo`,
    component: notification.component,
    eventtype: notification.eventtype,
    customdata: JSON.stringify({ courseid: course.id }),
  }
}

export const notificationFunctions: Record<string, WebServiceFunction> = {
  message_popup_get_popup_notifications: getPopupNotifications,
}
