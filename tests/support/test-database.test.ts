import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pendingMigrations } from '@spike/store'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let one: TestDatabase
let other: TestDatabase
beforeAll(async () => {
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(() => Promise.all([one.close(), other.close()]))

test('a test database is migrated and shares nothing with another', async () => {
  expect(await pendingMigrations(one.db)).toEqual([])
  await one.db
    .insertInto('institutions')
    .values({ id: 'a', name: JSON.stringify({ he: 'א', en: 'A', ar: 'أ' }), url: 'https://a.example' })
    .execute()
  const rows = await other.db.selectFrom('institutions').selectAll().execute()
  expect(rows).toEqual([])
})

test('an empty test database has no tables yet', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const { rows } = await sql<{ found: string | null }>`select to_regclass('institutions') as found`.execute(
      empty.db,
    )
    expect(rows[0]?.found).toBeNull()
  } finally {
    await empty.close()
  }
})
