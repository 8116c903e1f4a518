import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/support/test-database.ts'
import { migrate, pendingMigrations } from './migrate.ts'

const migrations = ['0001_people-and-jobs', '0002_student-data', '0003_any_moodle']

test('an empty database is brought up to date, and the second time nothing is left to do', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    expect(await pendingMigrations(empty.db)).toEqual(migrations)
    expect(await migrate(empty.connectionString)).toEqual(migrations)
    expect(await pendingMigrations(empty.db)).toEqual([])
    expect(await migrate(empty.connectionString)).toEqual([])
    await sql`select 1 from sync_jobs, courses, graphile_worker.jobs`.execute(empty.db)
  } finally {
    await empty.close()
  }
})

test('several processes may migrate at the same moment', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(empty.connectionString)))
    expect(runs.flat()).toEqual(migrations)
  } finally {
    await empty.close()
  }
})
