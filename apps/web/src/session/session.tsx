import type { Student } from '@spike/contract'
import { createContext, createSignal, onCleanup, useContext, type Accessor, type ParentProps } from 'solid-js'
import { createApiClient } from '../api/api-client.ts'
import { createStudentApi, type StudentApi } from '../api/student-api.ts'
import { useLanguage } from '../language/language-context.tsx'
import { forgetDevice } from '../offline/forget-device.ts'
import {
  createSignOutTeller,
  isSignOutPending,
  noteSignOut,
  tellSignOut,
} from '../offline/pending-sign-out.ts'
import { noteSignedIn, watchSignedIn } from '../offline/signed-in-hint.ts'
import { noteAnswer } from '../offline/stored-data.ts'
import { isStaffAddress } from '../staff-address.ts'
import { takeAccountChoices } from './account-choices.ts'

export type Farewell = 'account_deleted'

export interface Session {
  api: StudentApi
  student: Accessor<Student | null>
  /** The sync that signing in began, told once; null after a page load, when the server knows. */
  takeFirstJobId(): string | null
  signedIn(student: Student, firstJobId: string | null): void
  /** Spike says who is signed in since an earlier visit. */
  resumed(student: Student): void
  /** Whether they signed in on this page, which then has not asked who they are. */
  isNew(): boolean
  /** Ends the session: on this device at once, at Spike as soon as it can be told. */
  signOut(): void
  /** Spike has ended the session already. `farewell` is what the sign-in page then says first. */
  signedOut(farewell?: Farewell): void
  /** To the sign-in page, for a university that wants it again; the session stays until then. */
  leaveToSignIn(): void
  farewell: Accessor<Farewell | null>
}

const SessionContext = createContext<Session>()

export function SessionProvider(props: ParentProps) {
  const { language, switchLanguage } = useLanguage()
  const [student, setStudent] = createSignal<Student | null>(null)
  const [farewell, setFarewell] = createSignal<Farewell | null>(null)
  let firstJobId: string | null = null
  let isNew = false
  const client = createApiClient({
    language,
    onSignedOut: () => signedOut(),
    whoAsks: student,
    // Nothing is asked in the name of a student who has left.
    beforeAsking: () => (isSignOutPending() ? tellSignOut() : undefined),
    onAnswer: noteAnswer,
  })

  function enter(who: Student): void {
    setFarewell(null)
    noteSignedIn(who.id)
    setStudent(who)
    takeAccountChoices(who, switchLanguage)
  }
  function signedOut(why?: Farewell): void {
    // What was under way when they left is refused afterwards, and takes nothing back.
    if (why) setFarewell(why)
    setStudent(null)
    void forgetDevice()
  }
  const teller = createSignOutTeller()
  onCleanup(teller.end)

  /** Another tab has emptied the device, or another student is signed in by it: nothing of who was stays here. */
  function followOtherTab(studentId: string | null): void {
    if (studentId === (student()?.id ?? null)) return
    if (student()) {
      history.replaceState(null, '', '/')
      setStudent(null)
    }
    // Where Spike does not say who is, the sign-in form is right.
    if (studentId !== null && !isStaffAddress()) void api.me().then(session.resumed, () => undefined)
  }
  onCleanup(watchSignedIn(followOtherTab))

  const api = createStudentApi(client)
  const session: Session = {
    api,
    student,
    takeFirstJobId() {
      const jobId = firstJobId
      firstJobId = null
      return jobId
    },
    signedIn(who, jobId) {
      firstJobId = jobId
      isNew = true
      enter(who)
    },
    resumed(who) {
      isNew = false
      enter(who)
    },
    isNew: () => isNew,
    signOut() {
      noteSignOut()
      signedOut()
      teller.tell()
    },
    signedOut,
    leaveToSignIn: () => setStudent(null),
    farewell,
  }
  return <SessionContext.Provider value={session}>{props.children}</SessionContext.Provider>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new TypeError('useSession outside of SessionProvider')
  return session
}
