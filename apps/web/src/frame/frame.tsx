import { useLocation, type RouteSectionProps } from '@solidjs/router'
import { createEffect, createSignal, ErrorBoundary, lazy, on, Show, Suspense } from 'solid-js'
import { Announcer } from '../components/announce.tsx'
import { BrokenPage } from '../components/broken-page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { useLanguage } from '../language/language-context.tsx'
import { OfflineBanner } from '../offline/offline-banner.tsx'
import { TopBar } from './top-bar.tsx'
import { listenForSearchKeys } from './search-keys.ts'
import '../style/pages.css'
import './frame.css'

const SearchDialog = lazy(() =>
  import('../pages/search/search-dialog.tsx').then((module) => ({ default: module.SearchDialog })),
)

/** What stands around every page of a student. */
export function Frame(props: RouteSectionProps) {
  const { t } = useLanguage()
  const location = useLocation()
  const [searching, setSearching] = createSignal(false)
  /** Once it was opened it stays, so that closing it can be seen. */
  const [searched, setSearched] = createSignal(false)
  function openSearch(): void {
    setSearched(true)
    setSearching(true)
  }
  listenForSearchKeys(openSearch)

  // A page that shows something else by the same component keeps its heading, which then takes the focus here.
  createEffect(
    on(
      () => location.pathname,
      () => document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true }),
      { defer: true },
    ),
  )

  return (
    <>
      <a class="skip-link" href="#content" onClick={skipToContent}>
        {t('app.skipToContent')}
      </a>
      <TopBar onSearch={openSearch} />
      <OfflineBanner />
      <main id="content" class="content" tabindex="-1">
        <ErrorBoundary
          fallback={(_error, reset) => {
            createEffect(on(() => location.pathname, reset, { defer: true }))
            return <BrokenPage />
          }}
        >
          <Suspense fallback={<WaitingForPage />}>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <Show when={searched()}>
        <ErrorBoundary fallback={<></>}>
          <Suspense>
            <SearchDialog open={searching()} onOpenChange={setSearching} />
          </Suspense>
        </ErrorBoundary>
      </Show>
      <Announcer />
    </>
  )
}

/** The router would take the link for one of its own, and only the address would change. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
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
