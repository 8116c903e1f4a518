import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { startQueueRunner } from './queue-runner.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => database.pool.query('delete from graphile_worker._private_jobs'))
afterAll(() => database.close())

async function count(from: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(`select count(*)::int as n from ${from}`)
  return rows[0]!.n
}

test.each([
  ['that ends', () => {}, 0],
  [
    'that fails',
    () => {
      throw new Error('No luck')
    },
    1,
  ],
])(
  'a job %s after the runner was told to stop is let go before the runner has stopped',
  async (_how, end, left) => {
    const started = Promise.withResolvers<void>()
    const ending = Promise.withResolvers<void>()
    const runner = await startQueueRunner({
      connectionString: database.connectionString,
      log: pino({ level: 'silent' }),
      concurrency: 2,
      pollIntervalMs: 100,
      crontab: '',
      taskList: {
        async wait() {
          started.resolve()
          await ending.promise
          end()
        },
      },
    })
    await database.pool.query(`select graphile_worker.add_job('wait')`)
    await started.promise
    const stopped = runner.stop()
    // From then on the runner waits for its jobs alone.
    const unlistened = `pg_stat_activity
    where datname = current_database() and query like 'UNLISTEN%' and state = 'idle'`
    await expect.poll(() => count(unlistened)).toBe(1)
    ending.resolve()
    await stopped
    expect(await count('graphile_worker._private_jobs')).toBe(left)
    expect(await count('graphile_worker._private_jobs where locked_by is not null')).toBe(0)
  },
)
