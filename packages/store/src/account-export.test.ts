import { exportTables } from '@spike/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { exportAccount, type ExportBatch, exportSources } from './account-export.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Columns of students' tables that are not exported, each with the reason. `user_id` is of whom it is anyway. */
const leftOut: Readonly<Record<string, string>> = {
  'credentials.*': 'opens Moodle',
  'sessions.id_hash': 'stands for a cookie',
  'sessions.staff_id': 'of staff',
  'calendar_feeds.secret_hash': 'opens the calendar',
  'calendar_feeds.sealed': 'opens the calendar',
  'calendar_feeds.wrapped_key': 'opens the calendar',
  'calendar_feeds.key_id': 'opens the calendar',
  'push_subscriptions.session_id_hash': 'stands for a cookie',
  'push_subscriptions.endpoint': 'who has it may send to the device',
  'push_subscriptions.p256dh': 'a key',
  'push_subscriptions.auth': 'a key',
  'grades.hidden': 'hidden ones are left out whole',
  'sync_jobs.institution_id': "the account's",
  'sync_jobs.message': 'the same as stage and status',
  'sync_jobs.rev': 'of the queue',
  'sync_jobs.attempt': 'see syncAttempts',
  'sync_jobs.tries': 'of the queue',
  'sync_jobs.max_tries': 'of the queue',
  'sync_jobs.losses': 'of the queue',
  'sync_jobs.worker_id': 'of the queue',
  'sync_jobs.cancel_requested_at': 'of the queue',
  'sync_jobs.next_attempt_at': 'of the queue',
  'sync_jobs.asked_again': 'of the queue',
  'search_entries.*': 'words of the other tables, to be found by',
  'sync_job_attempts.worker_id': 'of the queue',
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every column of every table that belongs to a student is exported or left out for a reason', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns c
    where table_schema = 'public' and column_name <> 'user_id' and exists (
      select from information_schema.columns o
      join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and o.table_schema = c.table_schema and o.table_name = c.table_name
        and (o.column_name in ('user_id', 'job_id') or o.table_name = 'users')
    )
  `.execute(database.db)
  const exported = new Set(
    Object.entries(exportSources).flatMap(([table, { from }]) =>
      exportTables[table as keyof typeof exportTables].map((column) => `${from}.${snakeCase(column)}`),
    ),
  )
  const isKnown = (name: string) =>
    exported.has(name) || name in leftOut || `${name.split('.')[0]}.*` in leftOut
  expect(rows.length).toBeGreaterThan(150)
  expect(rows.map(({ name }) => name).filter((name) => !isKnown(name))).toEqual([])
})

async function collect(userId: string): Promise<ExportBatch[]> {
  const batches = []
  for await (const batch of exportAccount(database.db, userId)) batches.push(batch)
  return batches
}

const addNotifications = (userId: string, count: number) =>
  sql`
    insert into moodle_notifications (user_id, moodle_id, subject, created_at, read)
    select ${userId}::uuid, n, 'Graded', now(), false from generate_series(1, ${count}::int) n
  `.execute(database.db)

test('what is much comes a page at a time, once each, and is of this student alone', async () => {
  const { userId } = await addStudent(database.db)
  await addNotifications(userId, 2500)
  await addNotifications((await addStudent(database.db)).userId, 10)
  const pages = (await collect(userId)).filter(({ table }) => table === 'notifications')
  expect(pages.map(({ rows }) => rows.length)).toEqual([1000, 1000, 500])
  expect(new Set(pages.flatMap(({ rows }) => rows.map((row) => row['moodleId']))).size).toBe(2500)
})

test('a student of whom little is kept has every table all the same', async () => {
  const { userId } = await addStudent(database.db)
  const batches = await collect(userId)
  expect(batches.map(({ table }) => table)).toEqual(Object.keys(exportTables))
  const [account, ...others] = batches
  expect(account?.rows).toMatchObject([{ id: userId, username: 'noa', theme: 'system' }])
  expect(others.every(({ rows }) => rows.length === 0)).toBe(true)
})
