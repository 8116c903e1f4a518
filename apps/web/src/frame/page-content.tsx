import { useLocation } from '@solidjs/router'
import { createEffect, ErrorBoundary, on, Suspense, type ParentProps } from 'solid-js'
import { BrokenPage } from '../components/broken-page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { useLanguage } from '../language/language-context.tsx'
import '../style/pages.css'

/** The first that the keyboard comes to: past what stands above every page. */
export function SkipLink() {
  const { t } = useLanguage()
  return (
    <a class="skip-link" href="#content" onClick={skipToContent}>
      {t('app.skipToContent')}
    </a>
  )
}

/** The router would take the link for one of its own, and only the address would change. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

/** Where a page stands; in its place what is shown while it is downloaded, and when it cannot be drawn. */
export function PageContent(props: ParentProps<{ wide?: boolean }>) {
  const location = useLocation()
  return (
    <main id="content" class="content" classList={{ 'content-wide': props.wide ?? false }} tabindex="-1">
      <ErrorBoundary
        fallback={(_error, reset) => {
          createEffect(on(() => location.pathname, reset, { defer: true }))
          return <BrokenPage />
        }}
      >
        <Suspense fallback={<WaitingForPage />}>{props.children}</Suspense>
      </ErrorBoundary>
    </main>
  )
}

function WaitingForPage() {
  const { t } = useLanguage()
  return (
    <>
      <h1 class="visually-hidden">Spike</h1>
      <div class="loading" role="status">
        <span class="visually-hidden">{t('app.loading')}</span>
        <Skeleton shape="row" count={6} />
      </div>
    </>
  )
}
