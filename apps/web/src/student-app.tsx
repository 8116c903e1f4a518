import { A, Route, Router, useLocation, type RouteSectionProps } from '@solidjs/router'
import { createEffect, ErrorBoundary, lazy, on, Suspense } from 'solid-js'
import { Brand } from './components/brand.tsx'
import { ErrorNote } from './components/error-note.tsx'
import { LanguageSwitch } from './language/language-switch.tsx'
import { useLanguage } from './language/language-context.tsx'
import { HomePage } from './pages/home/home-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { useSession } from './session/session.tsx'
import './style/pages.css'

const CoursePage = lazy(() =>
  import('./pages/course/course-page.tsx').then((m) => ({ default: m.CoursePage })),
)
const GradesPage = lazy(() =>
  import('./pages/grades/grades-page.tsx').then((m) => ({ default: m.GradesPage })),
)
const ChangesPage = lazy(() =>
  import('./pages/changes/changes-page.tsx').then((m) => ({ default: m.ChangesPage })),
)

/** The pages of a signed-in student. */
export function StudentApp() {
  return (
    <Router root={Frame}>
      <Route path="/" component={HomePage} />
      <Route path="/courses/:id" component={CoursePage} />
      <Route path="/grades" component={GradesPage} />
      <Route path="/changes" component={ChangesPage} />
      <Route path="*" component={NotFoundPage} />
    </Router>
  )
}

function Frame(props: RouteSectionProps) {
  const { t } = useLanguage()
  const session = useSession()
  const location = useLocation()

  async function signOut(): Promise<void> {
    // Whatever the server says, this browser shows nothing more of the student.
    await session.api.signOut().catch(() => undefined)
    history.replaceState(null, '', '/')
    session.signedOut()
  }

  return (
    <>
      <a class="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <header class="top">
        <div class="top-inner">
          <A href="/" class="brand-link" aria-label={`Spike: ${t('app.courses')}`}>
            <Brand />
          </A>
          <nav class="top-nav" aria-label={t('app.mainNavigation')}>
            <A href="/" end>
              {t('app.courses')}
            </A>
            <A href="/grades">{t('app.grades')}</A>
            <A href="/changes">{t('app.changes')}</A>
          </nav>
          <div class="top-person">
            <span class="person" dir="auto">
              {session.student()?.fullName}
            </span>
            <LanguageSwitch />
            <button type="button" class="button button-quiet" onClick={() => void signOut()}>
              {t('app.signOut')}
            </button>
          </div>
        </div>
      </header>
      <main id="content" class="content" tabindex="-1">
        <ErrorBoundary
          fallback={(error, reset) => {
            createEffect(on(() => location.pathname, reset, { defer: true }))
            return <ErrorNote error={error} onRetry={reset} />
          }}
        >
          <Suspense fallback={<p class="loading">{t('app.loading')}</p>}>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
    </>
  )
}
