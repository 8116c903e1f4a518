import type { Discussion } from '@spike/contract'
import { useLanguage } from '../../language/language-context.tsx'
import { DiscussionFold } from './discussion-fold.tsx'

/** Those of forums that are not for announcements, with how much of them the student has not read in Moodle. */
export function ForumDiscussions(props: { discussions: readonly Discussion[] }) {
  const { t } = useLanguage()
  const unreadWords = (count: number) => (count > 0 ? [t('courses.unread', { count })] : [])
  const title = () => {
    const unread = props.discussions.reduce((sum, { unreadCount }) => sum + (unreadCount ?? 0), 0)
    return [t('courses.discussions', { count: props.discussions.length }), ...unreadWords(unread)].join(' · ')
  }
  return (
    <DiscussionFold
      testId="discussions"
      discussions={props.discussions}
      title={title()}
      link={t('courses.discussionInMoodle')}
      factsOf={({ replyCount, unreadCount }) => [
        t('courses.replies', { count: replyCount }),
        ...unreadWords(unreadCount ?? 0),
      ]}
    />
  )
}
