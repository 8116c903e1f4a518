import type { Language, NewsKind, PushMessage } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import type { News } from '@spike/store'

/** What is told first, and whose course gives the message its name. */
const byWeight: readonly NewsKind[] = [
  'deadline_moved',
  'grade_given',
  'announcement_posted',
  'new',
  'changed',
]

/**
 * One short message for all that is new: the course that matters most, what kinds and how many. No grade, no text of a
 * teacher's: the screen that shows it may be locked.
 */
export function composeMessage(news: readonly [News, ...News[]], language: Language): PushMessage {
  const translate = translateTo(language)
  const byKind = Map.groupBy(news, ({ kind }) => kind)
  const told = byWeight.flatMap((kind) => byKind.get(kind) ?? [])
  const nearest = told.find(({ courseName }) => courseName !== null)
  const courseIds = new Set(news.map(({ courseId }) => courseId))
  const others = courseIds.size - 1
  const title =
    nearest?.courseName == null
      ? translate('push.newsTitle')
      : others === 0
        ? nearest.courseName
        : translate('push.newsTitleOfSeveral', { course: nearest.courseName, count: others })
  const counts = byWeight.flatMap((kind) => {
    const count = byKind.get(kind)?.length ?? 0
    return count === 0 ? [] : [translate(`push.news_${kind}`, { count })]
  })
  const onlyCourse = others === 0 ? nearest?.courseId : null
  return {
    title,
    body: new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(counts),
    language,
    path: onlyCourse ? `/changes?course=${onlyCourse}` : '/changes',
  }
}
