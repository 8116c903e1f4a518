import { parseArgs } from 'node:util'
import { Logger, run } from 'graphile-worker'
import { readWallClockMs } from './wall-clock.ts'

/** graphile-worker with a task that does nothing but tell the bench when it was begun. */
const { values } = parseArgs({
  options: { database: { type: 'string' }, concurrency: { type: 'string' }, poll: { type: 'string' } },
})
if (!values.database) throw new Error('--database is missing')

const runner = await run({
  connectionString: values.database,
  maxPoolSize: 5,
  concurrency: Number(values.concurrency),
  pollInterval: Number(values.poll),
  noHandleSignals: true,
  logger: new Logger(() => () => {}),
  taskList: {
    bench_noop: () => {
      process.send?.({ begunAtMs: readWallClockMs() })
    },
  },
})
process.once('SIGTERM', () => void runner.stop().then(() => process.exit()))
console.log('noop queue runs')
