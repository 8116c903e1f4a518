import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { institutionId, startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.close())

test("the worker's metrics tell outcomes, queue wait, stages and Moodle's calls by institution, and no person", async () => {
  const student = await stack.signIn('six')
  await student.waitForEnd()
  await expect.poll(() => stack.readWorkerMetrics()).toContain('outcome="completed"')
  const metrics = await stack.readWorkerMetrics()
  const site = `institution="${institutionId}"`
  expect(metrics).toContain(`spike_sync_attempts_total{${site},outcome="completed",error_code=""} 1`)
  expect(metrics).toContain(`spike_sync_queue_wait_seconds_count{${site}} 1`)
  expect(metrics).toContain(`spike_sync_stage_duration_seconds_count{${site},stage="analyzing_content"} 1`)
  expect(metrics).toMatch(
    new RegExp(
      `spike_moodle_call_duration_seconds_count\\{${site},function="core_course_get_contents",outcome="ok"\\} 6`,
    ),
  )
  const { rows } = await sql<{ id: string; username: string; full_name: string }>`
    select id, username, full_name from users
  `.execute(stack.db)
  for (const { id, full_name: name } of rows) {
    expect(metrics).not.toContain(id)
    expect(metrics).not.toContain(name)
  }
})

test('the nightly task deletes what JOB_CLEANUP_DAYS does not keep', async () => {
  const student = await stack.signIn('six')
  await student.waitForEnd()
  const { jobId } = await student.syncAgain()
  await sql`
    update sync_jobs set finished_at = now() - interval '8 days', created_at = now() - interval '8 days'
    where id = ${student.syncJobId}
  `.execute(stack.db)
  await sql`select graphile_worker.add_job('clean_up')`.execute(stack.db)
  await expect
    .poll(async () => (await student.fetch(`/api/sync-status/${student.syncJobId}`)).status)
    .toBe(404)
  expect((await student.fetch(`/api/sync-status/${jobId}`)).status).toBe(200)
})
