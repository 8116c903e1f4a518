import { PageHeading } from '../../components/page-heading.tsx'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { PushSwitch } from '../../push/push-switch.tsx'
import { useSession } from '../../session/session.tsx'
import { CalendarFeedCard } from './calendar-feed-card.tsx'
import { DeleteCard } from './delete-card.tsx'
import { DevicesCard } from './devices-card.tsx'
import { ExportCard } from './export-card.tsx'
import { LookCard } from './look-card.tsx'
import { SyncsCard } from './syncs-card.tsx'
import './account.css'

/** The student's own: how it looks, what was read and when, where they are signed in, and all that is kept of them. */
export function AccountPage() {
  const { t, language } = useLanguage()
  const { student } = useSession()
  return (
    <>
      <header class="account-head">
        <PageHeading title={t('account.title')} />
        <p class="fine">
          {t('account.signedInAs', {
            name: isolate(student()?.fullName ?? ''),
            university: isolate(student()?.institution.name[language()] ?? ''),
          })}
        </p>
      </header>
      <div class="account-columns">
        <div class="account-column">
          <LookCard />
          <SyncsCard />
          <ExportCard />
        </div>
        <div class="account-column">
          <PushSwitch />
          <CalendarFeedCard />
          <DevicesCard />
        </div>
      </div>
      <DeleteCard />
    </>
  )
}
