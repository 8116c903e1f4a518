import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { openColumns, sealColumns } from './sealed-columns.ts'
import type { Sealer } from './sealing.ts'

/** What a student's Moodle gave when they signed in; the shape that `@spike/moodle` gives and takes. */
export type StoredCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly cookies: Readonly<Record<string, string>> }

export interface ReadCredential {
  readonly credential: StoredCredential
  /** Set when the site refused it: the student has to sign in again. */
  readonly refusedAt: Date | null
  readonly storedAt: Date
}

const table = 'credentials'

/** Seals and stores it in place of an earlier one. */
export async function saveCredential(
  db: Queryable,
  sealer: Sealer,
  { userId, credential }: { readonly userId: string; readonly credential: StoredCredential },
): Promise<void> {
  const values = {
    kind: credential.kind,
    ...sealColumns(sealer, { table, userId, value: JSON.stringify(credential) }),
    refused_at: null,
    updated_at: sql<Date>`now()`,
  }
  await db
    .insertInto('credentials')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/** Null where the student has none. Throws `SealError` where it cannot be opened. */
export async function readCredential(
  db: Queryable,
  sealer: Sealer,
  userId: string,
): Promise<ReadCredential | null> {
  const row = await db.selectFrom('credentials').selectAll().where('user_id', '=', userId).executeTakeFirst()
  if (!row) return null
  const credential = JSON.parse(openColumns(sealer, { table, userId, row })) as StoredCredential
  return { credential, refusedAt: row.refused_at, storedAt: row.updated_at }
}

/** Whether there is one that the site has not refused; nothing is opened for it. */
export async function hasUsableCredential(db: Queryable, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('refused_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that the site refused the credential that was stored then; one of a sign-in since stays good. */
export async function markCredentialRefused(
  db: Queryable,
  { userId, storedAt }: { readonly userId: string; readonly storedAt: Date },
): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ refused_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    // A Date holds whole milliseconds, the column microseconds.
    .where(sql<Date>`date_trunc('milliseconds', updated_at)`, '<=', storedAt)
    .execute()
}
