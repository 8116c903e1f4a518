import {
  createResource,
  createSignal,
  ErrorBoundary,
  lazy,
  Match,
  onMount,
  Show,
  Suspense,
  Switch,
  type ParentProps,
} from 'solid-js'
import { ApiError } from './api/api-error.ts'
import { BrokenPage } from './components/broken-page.tsx'
import { ErrorAlone, WaitingAlone } from './components/page-alone.tsx'
import { useLanguage } from './language/language-context.tsx'
import type { WordPart } from './language/load-words.ts'
import { isSignOutPending } from './offline/pending-sign-out.ts'
import { wasSignedIn } from './offline/signed-in-hint.ts'
import { SignInPage } from './pages/sign-in/sign-in-page.tsx'
import { useSession } from './session/session.tsx'
import { isStaffAddress } from './staff-address.ts'

// Everything behind the two sign-ins, the router with it, is downloaded when it is needed.
const StudentApp = lazy(() => import('./student-app.tsx').then((module) => ({ default: module.StudentApp })))
const StaffApp = lazy(() => import('./staff-app.tsx').then((module) => ({ default: module.StaffApp })))

export function App() {
  leaveMalformedAddress()
  return (
    <ErrorBoundary fallback={<Broken />}>
      <Suspense fallback={<WaitingAlone />}>{isStaffAddress() ? <Staff /> : <Student />}</Suspense>
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

function Staff() {
  void StaffApp.preload()
  return (
    <WithWords parts={['student', 'staff']}>
      <StaffApp />
    </WithWords>
  )
}

/** The sign-in page while nobody is signed in, else what the address asks for. */
function Student() {
  const session = useSession()
  const { needWords } = useLanguage()
  /** Who has probably nobody signed in gets the form at once, and what they typed stays. */
  const [asking, setAsking] = createSignal<'asking' | 'answered' | { failed: unknown }>(
    wasSignedIn() && !isSignOutPending() ? 'asking' : 'answered',
  )

  /** Whoever signs in meanwhile is not thrown out by an answer from before that. */
  const signingIn = new AbortController()

  async function askWhoIsSignedIn(): Promise<void> {
    try {
      session.resumed(await session.api.me({ signal: signingIn.signal }))
    } catch (error) {
      if (asking() === 'asking' && !(error instanceof ApiError && error.status === 401)) {
        setAsking({ failed: error })
        return
      }
    }
    setAsking('answered')
  }
  function askAgain(): void {
    setAsking('asking')
    void askWhoIsSignedIn()
  }
  onMount(() => {
    if (asking() === 'asking') preload()
    if (!isSignOutPending()) void askWhoIsSignedIn()
  })

  const failure = () => {
    const state = asking()
    return typeof state === 'object' ? state : null
  }
  /** So that it is there when the sign-in has succeeded; what fails here is asked for again then. */
  function preload(): void {
    void StudentApp.preload().catch(() => undefined)
    needWords('student').catch(() => undefined)
  }
  function prepareToEnter(): void {
    signingIn.abort()
    preload()
  }
  return (
    <Switch fallback={<SignInPage onSubmitting={prepareToEnter} />}>
      <Match when={session.student()}>
        {(_student) => {
          preload()
          return (
            <WithWords parts={['student']}>
              <StudentApp />
            </WithWords>
          )
        }}
      </Match>
      <Match when={failure()}>{(state) => <ErrorAlone error={state().failed} onRetry={askAgain} />}</Match>
      <Match when={asking() === 'asking'}>
        <WaitingAlone />
      </Match>
    </Switch>
  )
}

/** Draws its children once what they have to say is loaded. */
function WithWords(props: ParentProps<{ parts: readonly WordPart[] }>) {
  const { needWords, hasWords } = useLanguage()
  const [loaded] = createResource(() => Promise.all(props.parts.map(needWords)))
  return <Show when={props.parts.every(hasWords) || loaded()}>{props.children}</Show>
}

function Broken() {
  return (
    <main class="page-alone">
      <BrokenPage />
    </main>
  )
}
