import type { Queryable } from './database.ts'

/** A sign-in that is under way on a university's own page. */
export interface NewLaunch {
  /** SHA-256 of the id in the browser's cookie. */
  readonly idHash: Buffer
  readonly institutionId: string
  /** What the page's link was made with. */
  readonly passport: string
  readonly expiresAt: Date
}

export interface LaunchKey {
  readonly idHash: Buffer
  readonly institutionId: string
  readonly now: Date
}

export async function createLaunch(db: Queryable, launch: NewLaunch): Promise<void> {
  await db
    .insertInto('launches')
    .values({
      id_hash: launch.idHash,
      institution_id: launch.institutionId,
      passport: launch.passport,
      expires_at: launch.expiresAt,
    })
    .execute()
}

/** The passport; null where there is no such launch at this institution, or not any more. */
export async function readLaunch(db: Queryable, key: LaunchKey): Promise<string | null> {
  const row = await db
    .selectFrom('launches')
    .select('passport')
    .where('id_hash', '=', key.idHash)
    .where('institution_id', '=', key.institutionId)
    .where('expires_at', '>', key.now)
    .executeTakeFirst()
  return row?.passport ?? null
}

/** Uses it up. False where that was done before, or its time is over. */
export async function takeLaunch(db: Queryable, key: LaunchKey): Promise<boolean> {
  const row = await db
    .deleteFrom('launches')
    .where('id_hash', '=', key.idHash)
    .where('institution_id', '=', key.institutionId)
    .where('expires_at', '>', key.now)
    .returning('id_hash')
    .executeTakeFirst()
  return row !== undefined
}
