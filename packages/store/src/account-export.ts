import { type ExportRow, type ExportTable, exportTableNames, exportTables } from '@spike/contract'
import { type RawBuilder, sql } from 'kysely'
import type { DB } from './database.gen.ts'
import type { Queryable } from './database.ts'

/** Some rows of a table; each table comes at least once, with no rows where it has none, and its rows one after another. */
export interface ExportBatch {
  readonly table: ExportTable
  readonly rows: readonly ExportRow[]
}

interface Source {
  readonly from: keyof DB
  /**
   * How its rows are gone through: `whole` is few; `ids` in the order of their ids, a page at a time; `courses` and
   * `jobs` those of a few of the student's courses or jobs at a time.
   */
  readonly by: 'whole' | 'ids' | 'courses' | 'jobs'
  readonly where?: RawBuilder<boolean>
  /** Columns that are not exported as they are. */
  readonly instead?: Readonly<Record<string, RawBuilder<unknown>>>
}

export const exportSources: Readonly<Record<ExportTable, Source>> = {
  account: { from: 'users', by: 'whole' },
  courses: { from: 'courses', by: 'ids' },
  courseReadings: { from: 'course_readings', by: 'courses' },
  sections: { from: 'sections', by: 'courses' },
  items: { from: 'items', by: 'courses' },
  files: {
    from: 'files',
    by: 'courses',
    instead: { url: sql`case when t.type = 'url' then t.url end` },
  },
  assignments: { from: 'assignments', by: 'courses' },
  quizzes: { from: 'quizzes', by: 'courses' },
  forums: { from: 'forums', by: 'courses' },
  discussions: { from: 'discussions', by: 'courses' },
  // Hidden from the student by their teacher, also in here.
  grades: { from: 'grades', by: 'courses', where: sql`not t.hidden` },
  openings: { from: 'openings', by: 'courses' },
  events: { from: 'events', by: 'ids' },
  notifications: { from: 'moodle_notifications', by: 'ids' },
  changes: { from: 'changes', by: 'ids' },
  syncs: { from: 'sync_jobs', by: 'whole' },
  syncAttempts: { from: 'sync_job_attempts', by: 'jobs' },
  syncEvents: { from: 'sync_job_events', by: 'jobs' },
  devices: { from: 'sessions', by: 'whole' },
  calendarFeeds: { from: 'calendar_feeds', by: 'whole' },
  pushSubscriptions: { from: 'push_subscriptions', by: 'whole' },
}

const rowsAtOnce = 1000
const parentsAtOnce = 4

/**
 * All that is kept of a student, a bounded number of rows at a time. Nothing is held between two batches, so that a slow
 * reader costs nothing: what a sync changes meanwhile may stand there half.
 */
export async function* exportAccount(db: Queryable, userId: string): AsyncGenerator<ExportBatch> {
  for (const table of exportTableNames) {
    let empty = true
    for await (const rows of batchesOf(db, userId, table)) {
      if (rows.length === 0) continue
      empty = false
      yield { table, rows }
    }
    if (empty) yield { table, rows: [] }
  }
}

async function* batchesOf(db: Queryable, userId: string, table: ExportTable): AsyncGenerator<ExportRow[]> {
  switch (exportSources[table].by) {
    case 'whole':
      yield await readRows(db, table, ownedBy(userId, table))
      return
    case 'ids':
      for (let after = 0; ;) {
        const page = sql`t.user_id = ${userId}::uuid and t.id > ${after}`
        const rows = await readRows(db, table, page, sql`limit ${rowsAtOnce}`)
        yield rows
        if (rows.length < rowsAtOnce) return
        after = Number(rows.at(-1)?.['id'])
      }
    case 'courses':
      yield* batchesOfParents(db, table, await idsOf(db, 'courses', userId), (ids) => {
        return sql`t.user_id = ${userId}::uuid and t.course_id = any(${ids}::bigint[])`
      })
      return
    case 'jobs':
      yield* batchesOfParents(
        db,
        table,
        await idsOf(db, 'sync_jobs', userId),
        (ids) => sql`t.job_id = any(${ids}::uuid[])`,
      )
  }
}

async function* batchesOfParents(
  db: Queryable,
  table: ExportTable,
  ids: readonly unknown[],
  within: (ids: unknown[]) => RawBuilder<unknown>,
): AsyncGenerator<ExportRow[]> {
  for (let from = 0; from < ids.length; from += parentsAtOnce) {
    yield await readRows(db, table, within(ids.slice(from, from + parentsAtOnce)))
  }
}

const ownedBy = (userId: string, table: ExportTable) =>
  table === 'account' ? sql`t.id = ${userId}::uuid` : sql`t.user_id = ${userId}::uuid`

async function idsOf(db: Queryable, table: 'courses' | 'sync_jobs', userId: string): Promise<unknown[]> {
  const { rows } = await sql<{ id: unknown }>`
    select id from ${sql.table(table)} where user_id = ${userId}::uuid order by id
  `.execute(db)
  return rows.map(({ id }) => id)
}

async function readRows(
  db: Queryable,
  table: ExportTable,
  where: RawBuilder<unknown>,
  limit: RawBuilder<unknown> = sql``,
): Promise<ExportRow[]> {
  const source = exportSources[table]
  const columns = exportTables[table].map((name) => {
    const value = source.instead?.[name] ?? sql.ref(`t.${snakeCase(name)}`)
    return sql`${value} as ${sql.id(name)}`
  })
  // By the first column: the id, or that of what it belongs to.
  const { rows } = await sql<ExportRow>`
    select ${sql.join(columns)} from ${sql.table(source.from)} as t
    where ${where} and ${source.where ?? sql`true`} order by 1 ${limit}
  `.execute(db)
  return rows
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
