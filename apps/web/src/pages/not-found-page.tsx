import { A } from '@solidjs/router'
import { PageHeading } from '../components/page-heading.tsx'
import { useLanguage } from '../language/language-context.tsx'

export function NotFoundPage() {
  const { t } = useLanguage()
  return (
    <div class="empty">
      <PageHeading title={t('app.notFoundTitle')} />
      <p>{t('app.notFoundText')}</p>
      <A href="/" class="button">
        {t('app.toCourses')}
      </A>
    </div>
  )
}
