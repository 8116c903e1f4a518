import { type Database, openDatabase, searchStudentData } from '@spike/store'
import { sql } from 'kysely'
import { percentile } from './percentiles.ts'
import { addSearchData } from './search-data.ts'
import { addInstitution } from './students.ts'
import type { Workbench } from './workbench.ts'

export interface SearchFigures {
  readonly fillSeconds: number
  readonly rows: number
  readonly indexBytes: number
  /** Of `select 1` over the same connection, between the searches. */
  readonly roundTripMs: number
  readonly queries: readonly SearchQueryFigures[]
}

export interface SearchQueryFigures {
  readonly what: string
  readonly items: number
  readonly found: string
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of the medians, against `select 1`. */
  readonly ratio: number
}

const manyItems = 50_000
const usualItems = 2_000
const usualStudents = 25
const samples = 60
const limit = 20
const institutionId = 'search'

const queries = {
  'one letter': 'ה',
  'two letters': 'הר',
  'a word with a prefix': 'המבחן',
  'a word of a tenth of all': 'הרצאה ',
  'two words': 'אלגברה תרגיל',
  'a phrase': '"תרגיל בית"',
  'a word of few': 'מרנורי',
  'English, beginning': 'lec',
  'no hit': 'אין דבר כזה',
} as const

/** Searches of a student with 50,000 items, and of one with 2,000 among 25 such. */
export async function measureSearch(bench: Workbench): Promise<SearchFigures> {
  await addInstitution(bench, institutionId)
  const startedAt = performance.now()
  const big = await addSearchData(bench.db, {
    institutionId,
    moodleUserId: 1,
    items: manyItems,
    courses: 120,
  })
  let usual = big
  for (let student = 0; student < usualStudents; student++) {
    usual = await addSearchData(bench.db, {
      institutionId,
      moodleUserId: 2 + student,
      items: usualItems,
      courses: 20,
    })
  }
  const fillSeconds = (performance.now() - startedAt) / 1000
  await sql`vacuum analyze`.execute(bench.db)

  const before = await readIndexUse(bench.db)
  const measured = await measureOverOneConnection(bench, [
    { userId: big, items: manyItems },
    { userId: usual, items: usualItems },
  ])
  const after = await readIndexUse(bench.db)
  if (after.indexScans <= before.indexScans || after.tableScans > before.tableScans) {
    throw new Error('A search read the whole table instead of its index')
  }
  return { fillSeconds, rows: after.rows, indexBytes: after.indexBytes, ...measured }
}

/** Over a connection of its own, whose counts the server has when it is closed. */
async function measureOverOneConnection(
  bench: Workbench,
  students: readonly { readonly userId: string; readonly items: number }[],
) {
  const { db, close } = openDatabase({
    connectionString: bench.connectionString,
    maxConnections: 1,
    applicationName: 'spike bench search',
    onIdleError: (error) => console.error(error),
  })
  try {
    const roundTrips: number[] = []
    const rows: Omit<SearchQueryFigures, 'ratio'>[] = []
    for (const { userId, items } of students) {
      for (const [what, text] of Object.entries(queries)) {
        const search = () => searchStudentData(db, { userId, text, limit })
        const { results, more } = await search()
        const times: number[] = []
        for (let sample = 0; sample < samples; sample++) {
          times.push(await timeOf(search))
          roundTrips.push(await timeOf(() => sql`select 1`.execute(db)))
        }
        const found = `${results.length}${more ? '+' : ''}`
        rows.push({ what, items, found, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) })
      }
    }
    const roundTripMs = percentile(roundTrips, 0.5)
    return { roundTripMs, queries: rows.map((row) => ({ ...row, ratio: row.p50Ms / roundTripMs })) }
  } finally {
    await close()
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function readIndexUse(db: Database) {
  const { rows } = await sql<{ indexScans: number; tableScans: number; rows: number; indexBytes: number }>`
    select i.idx_scan as "indexScans", t.seq_scan as "tableScans", t.n_live_tup as "rows",
      pg_relation_size(i.indexrelid) as "indexBytes"
    from pg_stat_user_indexes i join pg_stat_user_tables t using (relid)
    where i.indexrelname = 'search_entries_words_idx'
  `.execute(db)
  const [use] = rows
  if (!use) throw new Error('There is no index of words')
  return use
}
