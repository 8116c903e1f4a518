import { type Selectable, sql } from 'kysely'
import type { Institutions } from './database.gen.ts'
import type { Database, Queryable } from './database.ts'
import { toJson } from './upsert.ts'

export type InstitutionRow = Selectable<Institutions>

export interface InstitutionEntry {
  /** Lower case letters, digits and dashes; stays for good. */
  readonly id: string
  readonly name: { readonly he: string; readonly en: string; readonly ar: string }
  /** Of the Moodle site, with its subpath, without a trailing slash. */
  readonly url: string
  /** On loopback over plain http, for demos and tests. */
  readonly isLocal: boolean
  readonly maxInFlight?: number
}

/** The list a student picks from. */
export async function listEnabledInstitutions(
  db: Queryable,
  { allowLocal }: { readonly allowLocal: boolean },
): Promise<InstitutionRow[]> {
  let query = db.selectFrom('institutions').selectAll().where('enabled', '=', true).orderBy('id')
  if (!allowLocal) query = query.where('is_local', '=', false)
  return query.execute()
}

/** Disabled ones too, for staff. */
export async function listInstitutions(db: Queryable): Promise<InstitutionRow[]> {
  return db.selectFrom('institutions').selectAll().orderBy('id').execute()
}

export async function readInstitution(db: Queryable, id: string): Promise<InstitutionRow | null> {
  return (await db.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Adds an institution, or overwrites and enables the one with this id. */
export async function saveInstitution(db: Queryable, entry: InstitutionEntry): Promise<InstitutionRow> {
  const values = {
    name: JSON.stringify(entry.name),
    url: entry.url,
    is_local: entry.isLocal,
    enabled: true,
    ...(entry.maxInFlight !== undefined && { max_in_flight: entry.maxInFlight }),
  }
  return db
    .insertInto('institutions')
    .values({ id: entry.id, ...values })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ...values,
        // Of another site nothing is known yet.
        knowledge: sql<string>`case when institutions.url = excluded.url then institutions.knowledge else '{}' end`,
        updated_at: sql<Date>`now()`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * As `saveInstitution`, but where students have signed in already its address keeps its host: their tokens must not go
 * to another. Then nothing is changed, and the address that stays is given.
 */
export async function saveInstitutionOfHost(
  db: Database,
  entry: InstitutionEntry,
): Promise<{ readonly keptUrl: string | null }> {
  return db.transaction().execute(async (transaction) => {
    // Also holds off students who sign in for the first time: their row refers to this one.
    const before = await transaction
      .selectFrom('institutions')
      .select('url')
      .where('id', '=', entry.id)
      .forUpdate()
      .executeTakeFirst()
    if (before && new URL(before.url).host !== new URL(entry.url).host) {
      const student = await transaction
        .selectFrom('users')
        .select('id')
        .where('institution_id', '=', entry.id)
        .limit(1)
        .executeTakeFirst()
      if (student) return { keptUrl: before.url }
    }
    await saveInstitution(transaction, entry)
    return { keptUrl: null }
  })
}

/**
 * Takes it off the list, or puts it back; then its site is asked again at once even if it had asked to be left alone.
 * False where there is none of this id.
 */
export async function setInstitutionEnabled(db: Queryable, id: string, enabled: boolean): Promise<boolean> {
  const row = await db
    .updateTable('institutions')
    .set({ enabled, updated_at: sql<Date>`now()`, ...(enabled && { retry_after_until: null }) })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps what was learnt of a site (moodle's `SiteKnowledge`) for the next student there. The same again writes nothing. */
export async function writeSiteKnowledge(
  db: Queryable,
  institutionId: string,
  knowledge: unknown,
): Promise<void> {
  const json = toJson(knowledge)
  await db
    .updateTable('institutions')
    .set({ knowledge: json })
    .where('id', '=', institutionId)
    .where(sql<boolean>`knowledge is distinct from ${json}::jsonb`)
    .execute()
}
