import { useLocation, type RouteSectionProps } from '@solidjs/router'
import { createEffect, createSignal, ErrorBoundary, lazy, on, Show, Suspense } from 'solid-js'
import { Announcer } from '../components/announce.tsx'
import { OfflineBanner } from '../offline/offline-banner.tsx'
import { PageContent, SkipLink } from './page-content.tsx'
import { TopBar } from './top-bar.tsx'
import { listenForSearchKeys } from './search-keys.ts'
import './frame.css'

const SearchDialog = lazy(() =>
  import('../pages/search/search-dialog.tsx').then((module) => ({ default: module.SearchDialog })),
)

/** What stands around every page of a student. */
export function Frame(props: RouteSectionProps) {
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
      <SkipLink />
      <TopBar onSearch={openSearch} />
      <OfflineBanner />
      <PageContent>{props.children}</PageContent>
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
