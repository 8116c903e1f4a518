import type { Discussion } from '@spike/contract'
import { useLanguage } from '../../language/language-context.tsx'
import { DiscussionFold } from './discussion-fold.tsx'

export function Announcements(props: { announcements: readonly Discussion[] }) {
  const { t } = useLanguage()
  return (
    <DiscussionFold
      testId="announcements"
      discussions={props.announcements}
      title={t('courses.announcements', { count: props.announcements.length })}
      link={t('courses.announcementInMoodle')}
      factsOf={() => []}
    />
  )
}
