import type { Staff } from '@spike/contract'
import { createContext, createSignal, useContext, type Accessor, type ParentProps } from 'solid-js'
import { createApiClient } from '../../api/api-client.ts'
import { createStaffApi, type StaffApi } from '../../api/staff-api.ts'
import { useLanguage } from '../../language/language-context.tsx'

export interface StaffSession {
  api: StaffApi
  staff: Accessor<Staff | null>
  signedIn(staff: Staff): void
  signedOut(): void
}

const StaffContext = createContext<StaffSession>()

export function StaffProvider(props: ParentProps) {
  const { language } = useLanguage()
  const [staff, setStaff] = createSignal<Staff | null>(null)
  const session: StaffSession = {
    api: createStaffApi(createApiClient({ language, onSignedOut: () => setStaff(null) })),
    staff,
    signedIn: setStaff,
    signedOut: () => setStaff(null),
  }
  return <StaffContext.Provider value={session}>{props.children}</StaffContext.Provider>
}

export function useStaff(): StaffSession {
  const session = useContext(StaffContext)
  if (!session) throw new TypeError('useStaff outside of StaffProvider')
  return session
}
