import type { Student } from '@spike/contract'
import { createContext, createSignal, useContext, type Accessor, type ParentProps } from 'solid-js'
import { createApiClient } from '../api/api-client.ts'
import { createStudentApi, type StudentApi } from '../api/student-api.ts'
import { useLanguage } from '../language/language-context.tsx'

export interface Session {
  api: StudentApi
  student: Accessor<Student | null>
  /** The sync that signing in began, told once; null after a page load, when the server knows. */
  takeFirstJobId(): string | null
  signedIn(student: Student, firstJobId: string | null): void
  /** Back to the sign-in page, without asking the server. */
  signedOut(): void
}

const SessionContext = createContext<Session>()

export function SessionProvider(props: ParentProps) {
  const { language } = useLanguage()
  const [student, setStudent] = createSignal<Student | null>(null)
  let firstJobId: string | null = null
  const client = createApiClient({ language, onSignedOut: () => setStudent(null) })
  const session: Session = {
    api: createStudentApi(client),
    student,
    takeFirstJobId() {
      const jobId = firstJobId
      firstJobId = null
      return jobId
    },
    signedIn(who, jobId) {
      firstJobId = jobId
      setStudent(who)
    },
    signedOut: () => setStudent(null),
  }
  return <SessionContext.Provider value={session}>{props.children}</SessionContext.Provider>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new TypeError('useSession outside of SessionProvider')
  return session
}
