import { createSignal, ErrorBoundary, lazy, Match, onMount, Suspense, Switch } from 'solid-js'
import { ApiError } from './api/api-error.ts'
import { ErrorNote } from './components/error-note.tsx'
import { useLanguage } from './language/language-context.tsx'
import { SignInPage } from './pages/sign-in/sign-in-page.tsx'
import { useSession } from './session/session.tsx'
import { isStaffAddress } from './staff-address.ts'

// Everything behind the two sign-ins, the router with it, is downloaded when it is needed.
const StudentApp = lazy(() => import('./student-app.tsx').then((module) => ({ default: module.StudentApp })))
const StaffApp = lazy(() => import('./staff-app.tsx').then((module) => ({ default: module.StaffApp })))

export function App() {
  leaveMalformedAddress()
  return (
    <ErrorBoundary fallback={<BrokenPage />}>
      <Suspense fallback={<Waiting />}>{isStaffAddress() ? <StaffApp /> : <Student />}</Suspense>
    </ErrorBoundary>
  )
}

/** The router cannot read an address whose escapes are malformed: it gets one that leads to the page for unknown ones. */
function leaveMalformedAddress(): void {
  try {
    decodeURI(location.pathname)
  } catch {
    history.replaceState(
      null,
      '',
      location.pathname.startsWith('/admin/') ? '/admin/not-found' : '/not-found',
    )
  }
}

/** The sign-in page while nobody is signed in, else what the address asks for. */
function Student() {
  const session = useSession()
  const [asking, setAsking] = createSignal<'asking' | 'answered' | { failed: unknown }>('asking')

  async function askWhoIsSignedIn(): Promise<void> {
    setAsking('asking')
    try {
      session.signedIn(await session.api.me(), null)
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) {
        setAsking({ failed: error })
        return
      }
    }
    setAsking('answered')
  }
  onMount(() => void askWhoIsSignedIn())

  const failure = () => {
    const state = asking()
    return typeof state === 'object' ? state : null
  }
  return (
    <Switch fallback={<SignInPage onSubmitting={() => void StudentApp.preload()} />}>
      <Match when={session.student()}>
        <StudentApp />
      </Match>
      <Match when={failure()}>
        {(state) => (
          <main class="page-alone">
            <ErrorNote error={state().failed} onRetry={() => void askWhoIsSignedIn()} />
          </main>
        )}
      </Match>
      <Match when={asking() === 'asking'}>
        <Waiting />
      </Match>
    </Switch>
  )
}

function Waiting() {
  const { t } = useLanguage()
  return (
    <p class="loading page-alone" role="status">
      {t('app.loading')}
    </p>
  )
}

/** A part of the page could not be downloaded (Spike was updated meanwhile), or could not be drawn. */
function BrokenPage() {
  const { t } = useLanguage()
  return (
    <main class="page-alone" role="alert">
      <p>{t('app.pageFailed')}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {t('app.reload')}
      </button>
    </main>
  )
}
