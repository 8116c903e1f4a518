import { A, Navigate, Route, Router, type RouteSectionProps } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { ApiError } from './api/api-error.ts'
import { Brand } from './components/brand.tsx'
import { ErrorAlone, WaitingAlone } from './components/page-alone.tsx'
import { createQueryClient } from './data/query-client.ts'
import { PageContent, SkipLink } from './frame/page-content.tsx'
import { isolate } from './language/format.ts'
import { LanguageSwitch } from './language/language-switch.tsx'
import { useLanguage } from './language/language-context.tsx'
import { JobPage } from './pages/admin/job-page.tsx'
import { JobsPage } from './pages/admin/jobs-page.tsx'
import { StaffProvider, useStaff } from './pages/admin/staff-session.tsx'
import { StaffSignInPage } from './pages/admin/staff-sign-in-page.tsx'
import { StatsPage } from './pages/admin/stats-page.tsx'
import { WorkersPage } from './pages/admin/workers-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import './style/table.css'
import './pages/admin/admin.css'

/** The pages of the staff, all under /admin. */
export function StaffApp() {
  return (
    <StaffProvider>
      <QueryClientProvider client={createQueryClient()}>
        <SignedInStaff />
      </QueryClientProvider>
    </StaffProvider>
  )
}

function SignedInStaff() {
  const { api, staff, signedIn } = useStaff()
  const [asking, setAsking] = createSignal(true)
  const [failed, setFailed] = createSignal<unknown>()

  async function askWhoIsSignedIn(): Promise<void> {
    setFailed(undefined)
    try {
      signedIn(await api.me())
    } catch (error) {
      // 401: nobody; 403: a student. Both may sign in as staff here.
      if (!(error instanceof ApiError && (error.status === 401 || error.status === 403))) setFailed(error)
    }
    setAsking(false)
  }
  onMount(() => void askWhoIsSignedIn())

  return (
    <Switch fallback={<StaffSignInPage />}>
      <Match when={asking()}>
        <WaitingAlone />
      </Match>
      <Match when={failed()}>
        {(error) => <ErrorAlone error={error()} onRetry={() => void askWhoIsSignedIn()} />}
      </Match>
      <Match when={staff()}>
        <Router base="/admin" root={Frame}>
          <Route path="/" component={() => <Navigate href="/jobs" />} />
          <Route path="/jobs" component={JobsPage} />
          <Route path="/jobs/:id" component={JobPage} />
          <Route path="/workers" component={WorkersPage} />
          <Route path="/stats" component={StatsPage} />
          <Route path="*" component={NotFoundPage} />
        </Router>
      </Match>
    </Switch>
  )
}

function Frame(props: RouteSectionProps) {
  const { t } = useLanguage()
  const { api, staff, signedOut } = useStaff()
  const roleWords = () => ({
    viewer: t('admin.roleViewer'),
    operator: t('admin.roleOperator'),
    manager: t('admin.roleManager'),
    admin: t('admin.roleAdmin'),
  })

  async function signOut(): Promise<void> {
    await api.signOut().catch(() => undefined)
    signedOut()
  }

  return (
    <>
      <SkipLink />
      <header class="top">
        <div class="top-inner top-inner-wide">
          <A href="/jobs" class="brand-link" aria-label={`Spike: ${t('admin.jobs')}`}>
            <Brand />
          </A>
          <nav class="top-nav" aria-label={t('app.mainNavigation')}>
            <A href="/jobs">{t('admin.jobs')}</A>
            <A href="/workers">{t('admin.workers')}</A>
            <A href="/stats">{t('admin.stats')}</A>
          </nav>
          <div class="top-person">
            <Show when={staff()}>
              {(who) => (
                <span class="person">
                  {t('admin.signedInAs', {
                    email: isolate(who().email),
                    role: roleWords()[who().role],
                  })}
                </span>
              )}
            </Show>
            <LanguageSwitch />
            <button type="button" class="button button-quiet" onClick={() => void signOut()}>
              {t('app.signOut')}
            </button>
          </div>
        </div>
      </header>
      <PageContent wide>{props.children}</PageContent>
    </>
  )
}
