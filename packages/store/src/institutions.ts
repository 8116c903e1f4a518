import { isDeepStrictEqual } from 'node:util'
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

export interface EnabledInstitution extends Pick<InstitutionRow, 'id' | 'name' | 'is_local'> {
  /** `password` or `browser`; null where nobody found out yet. */
  readonly signIn: string | null
}

/** The list a student picks from. Anybody may ask for it, so no more is read than is shown. */
export async function listEnabledInstitutions(
  db: Queryable,
  { allowLocal }: { readonly allowLocal: boolean },
): Promise<EnabledInstitution[]> {
  let query = db
    .selectFrom('institutions')
    .select(['id', 'name', 'is_local', sql<string | null>`knowledge ->> 'signIn'`.as('signIn')])
    .where('enabled', '=', true)
    .orderBy('id')
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

/**
 * Keeps what was learnt of a site (moodle's `SiteKnowledge`) for the next student there. Others learn at the same time:
 * only what is not as in `before`, which was known at the start, is written, and of what a function costs the better
 * known (`samples`) stays. The same again writes nothing.
 */
export async function writeSiteKnowledge(
  db: Queryable,
  institutionId: string,
  knowledge: object,
  before: object | null = null,
): Promise<void> {
  const { costs = {}, ...facts } = newIn(knowledge, before)
  const newCosts = newIn(Object(costs), Object(before && 'costs' in before ? before.costs : null))
  const merged = sql`institutions.knowledge || ${toJson(facts)}::jsonb || ${mergeCosts(newCosts)}`
  await db
    .updateTable('institutions')
    .set({ knowledge: sql<string>`${merged}` })
    .where('id', '=', institutionId)
    .where(sql<boolean>`knowledge is distinct from (${merged})`)
    .execute()
}

function newIn(found: object, before: object | null): Record<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(before ?? {}))
  return Object.fromEntries(
    Object.entries(found).filter(
      ([name, value]) => !known.has(name) || !isDeepStrictEqual(value, known.get(name)),
    ),
  )
}

/** An object to be laid over the stored one: its costs with those of `found` that come of as many samples or more. */
function mergeCosts(found: Record<string, unknown>) {
  if (Object.keys(found).length === 0) return sql`'{}'::jsonb`
  return sql`jsonb_build_object('costs', coalesce(institutions.knowledge -> 'costs', '{}') || (
    select coalesce(jsonb_object_agg(found.key, found.value), '{}')
    from jsonb_each(${toJson(found)}::jsonb) as found
    where coalesce((found.value -> 'samples')::numeric, 0)
      >= coalesce((institutions.knowledge -> 'costs' -> found.key -> 'samples')::numeric, 0)
  ))`
}
