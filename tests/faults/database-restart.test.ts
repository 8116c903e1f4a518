import type { EmbeddedPostgres } from '@spike/cli'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdReading } from '../support/hold-reading.ts'
import { startOwnPostgres } from '../support/own-postgres.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let postgres: EmbeddedPostgres
let stack: TestStack
beforeAll(async () => {
  postgres = await startOwnPostgres()
  stack = await startTestStack({ connectionString: postgres.connectionString })
})
afterAll(async () => {
  await stack.close()
  await postgres.stop()
})

test('PostgreSQL restarted in the middle: the sync goes on and ends, no course is read or stored twice', async () => {
  const reading = holdReading(stack, 'demo')
  const student = await stack.signIn('demo')
  const seen = await student.follow(
    (status) => status.status === 'analyzing_content' && (status.done ?? 0) >= 4,
  )
  await postgres.restart()
  reading.release()

  // The api may answer 503 while its database is away; a client asks again, as the page does.
  await expect
    .poll(async () => (await student.fetch(`/api/sync-status/${student.syncJobId}`)).status, {
      timeout: 30_000,
    })
    .toBe(200)
  const after = await student.follow((status) => status.finishedAt !== null)
  expect(after.at(-1)).toMatchObject({ status: 'completed', partial: false, counts: { courses: 40 } })
  const progress = [...seen, ...after].map((status) => status.progress)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))

  const saved = await stack.db
    .selectFrom('sync_job_events')
    .select('data')
    .where('job_id', '=', student.syncJobId)
    .where('kind', '=', 'course_saved')
    .execute()
  const savedIds = saved.map((event) => (event.data as { courseMoodleId: number }).courseMoodleId)
  expect(new Set(savedIds).size).toBe(40)
  expect(savedIds).toHaveLength(40)
})

test('the workers take jobs again afterwards', async () => {
  const end = await (await stack.signIn('six')).waitForEnd()
  expect(end.status).toBe('completed')
})
