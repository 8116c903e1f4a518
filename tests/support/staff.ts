import { hashPassword } from '@spike/api'
import { type Database, saveStaff } from '@spike/store'
import type { StaffRole } from '@spike/contract'
import type { TestStack } from './test-stack.ts'

export interface StaffClient {
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Somebody of the staff. */
export async function addStaff(
  db: Database,
  role: StaffRole,
): Promise<{ readonly email: string; readonly password: string }> {
  const email = `${role}@spike.example`
  const password = 'a long enough passphrase'
  await saveStaff(db, { email, passwordHash: await hashPassword(password), role })
  return { email, password }
}

/** Somebody of the staff, signed in through the public API. */
export async function createStaff(stack: TestStack, role: StaffRole = 'admin'): Promise<StaffClient> {
  const { email, password } = await addStaff(stack.db, role)
  const answer = await fetch(`${stack.apiUrl}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.apiUrl },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`Staff's sign-in answered ${answer.status}: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ')
  return {
    fetch: (path, init = {}) =>
      fetch(stack.apiUrl + path, { ...init, headers: { cookie, origin: stack.apiUrl, ...init.headers } }),
  }
}
