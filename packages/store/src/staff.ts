import type { StaffRole } from '@spike/contract'
import type { Selectable } from 'kysely'
import type { Staff as StaffTable } from './database.gen.ts'
import type { Queryable } from './database.ts'

export type StaffRow = Selectable<StaffTable>

/** Adds a member of staff, or gives the one with this address the new password and role and lets them in again. */
export async function saveStaff(
  db: Queryable,
  {
    email,
    passwordHash,
    role,
  }: { readonly email: string; readonly passwordHash: string; readonly role: StaffRole },
): Promise<{ id: string; created: boolean }> {
  const values = { password_hash: passwordHash, role, disabled_at: null }
  const inserted = await db
    .insertInto('staff')
    .values({ email: email.toLowerCase(), ...values })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { id: inserted.id, created: true }
  const updated = await db
    .updateTable('staff')
    .set(values)
    .where('email', '=', email.toLowerCase())
    .returning('id')
    .executeTakeFirstOrThrow()
  // Whoever was signed in with the old password is not any more.
  await db.deleteFrom('sessions').where('staff_id', '=', updated.id).execute()
  return { id: updated.id, created: false }
}

/** Null where there is none of this address, or they were disabled. */
export async function readStaffByEmail(db: Queryable, email: string): Promise<StaffRow | null> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
