import { useLanguage } from '../language/language-context.tsx'
import { PageHeading } from './page-heading.tsx'

/** In the place of a page that could not be drawn, or not be downloaded (Spike was updated meanwhile). */
export function BrokenPage() {
  const { t } = useLanguage()
  return (
    <div class="broken-page">
      <PageHeading title={t('app.pageFailed')} />
      <button type="button" class="button" onClick={() => location.reload()}>
        {t('app.reload')}
      </button>
    </div>
  )
}
