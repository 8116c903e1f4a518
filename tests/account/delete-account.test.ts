import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dumpDatabase } from '../support/dump-database.ts'
import { holdReading } from '../support/hold-reading.ts'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack({ worker: { silentAfterMs: 60_000 } })
})
afterAll(() => stack.close())

const me = async (student: StudentClient) =>
  (await student.get<{ user: { id: string; fullName: string } }>('/api/auth/me')).user

const deleteAccount = (student: StudentClient, username: string) =>
  student.fetch('/api/account', {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ confirm: username }),
  })

/** How many rows each table that names its student has of this one; those with none are left out. */
async function countRows(userId: string): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'user_id' and table_schema = 'public' and table_name in (
      select table_name from information_schema.tables where table_type = 'BASE TABLE'
    )
  `.execute(stack.db)
  const counts = await Promise.all(
    tables.map(async ({ name }): Promise<[string, number]> => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(name)} where user_id = ${userId}::uuid
      `.execute(stack.db)
      return [name, rows[0]?.n ?? 0]
    }),
  )
  return Object.fromEntries(counts.filter(([, n]) => n > 0))
}

const tablesThatName = async (...texts: string[]) =>
  [...(await dumpDatabase(stack.db))].flatMap(([name, dump]) =>
    texts.some((text) => dump.includes(text)) ? [name] : [],
  )

test('while a sync runs all goes, the run writes nothing more, and nobody else loses anything', async () => {
  const neighbour = await stack.signIn('student34')
  await neighbour.waitForEnd()
  const neighbourId = (await me(neighbour)).id
  const neighboursRows = await countRows(neighbourId)

  const student = await stack.signIn('student56')
  await student.waitForEnd()
  await makeReadingsOld(stack.db)
  const reading = holdReading(stack, 'student56')
  const elsewhere = await stack.signIn('student56')
  const { id: userId, fullName } = await me(student)
  await elsewhere.follow((status) => status.status === 'analyzing_content')
  await stack.db
    .insertInto('audit_log')
    .values({ action: 'job.cancel', target: `job:${student.syncJobId}`, data: JSON.stringify({ userId }) })
    .execute()
  const rowsBefore = await countRows(userId)
  expect(Object.keys(rowsBefore)).toEqual(expect.arrayContaining(Object.keys(neighboursRows)))
  const namesBefore = await tablesThatName(userId, student.syncJobId, elsewhere.syncJobId)
  expect(namesBefore).toEqual(
    expect.arrayContaining(['public.audit_log', 'public.sync_job_events', 'graphile_worker._private_jobs']),
  )

  const answer = await deleteAccount(student, 'student56')
  expect(answer.status).toBe(204)
  expect(await countRows(userId)).toEqual({})
  for (const client of [student, elsewhere]) {
    expect((await client.fetch('/api/auth/me')).status).toBe(401)
    expect((await client.fetch(`/api/sync-status/${elsewhere.syncJobId}`)).status).toBe(401)
  }

  await expect
    .poll(() => stack.logLines.some((line) => line.includes('"outcome":"abandoned"')), { timeout: 20_000 })
    .toBe(true)
  reading.release()
  // The queue's own row goes when its worker has let go, and the worker says that it runs nothing.
  await expect
    .poll(() => tablesThatName(userId, fullName, student.syncJobId, elsewhere.syncJobId), { timeout: 20_000 })
    .toEqual([])
  expect(await countRows(neighbourId)).toEqual(neighboursRows)
  const audit = await stack.db
    .selectFrom('audit_log')
    .select(['staff_id', 'action', 'target', 'data'])
    .where('action', 'in', ['account.delete', 'job.cancel'])
    .orderBy('id')
    .execute()
  expect(audit).toEqual([
    { staff_id: null, action: 'job.cancel', target: 'job:deleted', data: {} },
    { staff_id: null, action: 'account.delete', target: 'institution:campus', data: {} },
  ])

  const again = await stack.signIn('student56')
  await again.waitForEnd()
  const newId = (await me(again)).id
  expect(newId).not.toBe(userId)
  expect((await countRows(newId))['courses']).toBe(rowsBefore['courses'])
  expect((await again.get<{ changes: unknown[] }>('/api/changes')).changes).toEqual([])
})

test('at the same moment as a sync, a sign-in and opened courses, each ends and nothing is left over', async () => {
  const student = await stack.signIn('student12')
  await student.waitForEnd()
  const { courses } = await student.get<{ courses: { id: string }[] }>('/api/courses')
  const { id: userId } = await me(student)
  const [deleted] = await Promise.all([
    deleteAccount(student, 'student12'),
    student.fetch('/api/sync', { method: 'POST' }),
    ...courses.slice(0, 3).map(({ id }) => student.fetch(`/api/courses/${id}/open`, { method: 'POST' })),
    stack.signIn('student12'),
  ])
  expect(deleted.status).toBe(204)
  expect(await countRows(userId)).toEqual({})
})
