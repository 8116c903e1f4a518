import { beat, claimSyncJob } from '@spike/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdReading } from '../support/hold-reading.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack({ worker: { silentAfterMs: 60_000 } })
})
afterAll(() => stack.close())

/** A fingerprint of all that a run writes. */
async function fingerprint(): Promise<unknown> {
  const tables = [
    'courses',
    'sections',
    'items',
    'files',
    'assignments',
    'quizzes',
    'forums',
    'grades',
    'discussions',
    'events',
    'moodle_notifications',
    'changes',
    'course_readings',
    'openings',
  ]
  const sums = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ sum: string }>`
        select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${sql.table(table)} as t
      `.execute(stack.db)
      return [table, rows[0]?.sum]
    }),
  )
  const jobs = await stack.db.selectFrom('sync_jobs').selectAll().execute()
  const events = await stack.db
    .selectFrom('sync_job_events')
    .select((eb) => eb.fn.countAll().as('n'))
    .execute()
  return { sums, jobs, events }
}

test('a run whose job was taken over writes nothing more: no course, no progress, no event, no end', async () => {
  const reading = holdReading(stack, 'demo')
  const student = await stack.signIn('demo')
  await student.follow((status) => status.status === 'analyzing_content' && (status.done ?? 0) >= 2)

  const other = {
    workerId: 'another-worker',
    host: 'h',
    pid: 1,
    concurrency: 1,
    runningJobs: [],
    memoryBytes: 1,
  }
  await beat(stack.db, { ...other, stopping: false })
  const taken = await claimSyncJob(stack.db, { jobId: student.syncJobId, workerId: 'another-worker' })
  expect(taken?.attempt).toBe(2)
  const before = await fingerprint()
  reading.release()
  await expect
    .poll(() => stack.logLines.some((line) => line.includes('"outcome":"abandoned"')), { timeout: 20_000 })
    .toBe(true)
  expect(await fingerprint()).toEqual(before)
})
