import { Route, Router } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { lazy, onCleanup, type Component } from 'solid-js'
import { keys } from './data/keys.ts'
import { createQueryClient } from './data/query-client.ts'
import { Frame } from './frame/frame.tsx'
import { registerWorker } from './offline/register-worker.ts'
import { storeMainPages } from './offline/store-main-pages.ts'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { useSession } from './session/session.tsx'
import { SyncWatchProvider } from './sync/sync-watch.tsx'

/** A page is downloaded when it is gone to, or when a link to it is pointed at. */
function page<Name extends string>(load: () => Promise<Record<Name, Component>>, name: Name) {
  return lazy(() => load().then((module) => ({ default: module[name] })))
}

const TodayPage = page(() => import('./pages/today/today-page.tsx'), 'TodayPage')
const CoursesPage = page(() => import('./pages/courses/courses-page.tsx'), 'CoursesPage')
const CoursePage = page(() => import('./pages/course/course-page.tsx'), 'CoursePage')
const GradesPage = page(() => import('./pages/grades/grades-page.tsx'), 'GradesPage')
const ChangesPage = page(() => import('./pages/changes/changes-page.tsx'), 'ChangesPage')
const SearchPage = page(() => import('./pages/search/search-page.tsx'), 'SearchPage')
const AccountPage = page(() => import('./pages/account/account-page.tsx'), 'AccountPage')

/** The pages of a signed-in student. */
export function StudentApp() {
  const client = createQueryClient()
  // Nothing of a student stays in this page's memory when they have left.
  onCleanup(() => client.clear())
  const { api, isNew } = useSession()
  const leaving = new AbortController()
  onCleanup(() => leaving.abort())
  registerWorker((isFirst) => {
    // It stores what it sees: who the student is, and what the pages show.
    if (isFirst || isNew()) api.me().catch(() => undefined)
    if (isFirst) void client.invalidateQueries({ queryKey: keys.all })
    storeMainPages({ client, api, signal: leaving.signal })
  })
  return (
    <QueryClientProvider client={client}>
      <SyncWatchProvider>
        <Router root={Frame} scrollRestoration>
          <Route path="/" component={TodayPage} />
          <Route path="/courses" component={CoursesPage} />
          <Route path="/courses/:id" component={CoursePage} />
          <Route path="/grades" component={GradesPage} />
          <Route path="/changes" component={ChangesPage} />
          <Route path="/search" component={SearchPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="*" component={NotFoundPage} />
        </Router>
      </SyncWatchProvider>
    </QueryClientProvider>
  )
}
