import { A } from '@solidjs/router'
import { Icon } from '../components/icon.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { useLanguage } from '../language/language-context.tsx'

export function NotFoundPage() {
  const { t } = useLanguage()
  return (
    <div class="empty card">
      <span class="empty-mark">
        <Icon name="search" />
      </span>
      <PageHeading title={t('app.notFoundTitle')} />
      <p>{t('app.notFoundText')}</p>
      <A href="/" class="button">
        {t('app.toStart')}
      </A>
    </div>
  )
}
