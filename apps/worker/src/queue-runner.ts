import { EventEmitter } from 'node:events'
import { openPool } from '@spike/store'
import { Logger as QueueLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Logger } from 'pino'

interface QueueRunnerOptions {
  readonly connectionString: string
  readonly log: Logger
  readonly concurrency: number
  readonly pollIntervalMs: number
  readonly taskList: TaskList
  readonly crontab: string
}

export interface QueueRunner {
  /** graphile-worker's pool id: what its locks are held by. */
  readonly poolId: string
  /** Resolves when the runner has ended, by `stop` or by itself. */
  readonly ended: Promise<void>
  /** Takes no new jobs; resolves when those that run have ended. */
  stop(): Promise<void>
}

/** Connections of graphile-worker's own: one to listen, and for getting and ending jobs one each, up to so many. */
const mostQueueConnections = 20

export async function startQueueRunner(options: QueueRunnerOptions): Promise<QueueRunner> {
  const events: WorkerEvents = new EventEmitter()
  const created = Promise.withResolvers<string>()
  events.once('pool:create', ({ workerPool }) => created.resolve(workerPool.id))
  // graphile-worker's own pool loses its error handlers while it ends, and nobody waits for that end.
  const pgPool = openPool({
    connectionString: options.connectionString,
    maxConnections: Math.min(options.concurrency + 1, mostQueueConnections),
    applicationName: 'spike queue',
    onIdleError: (error) => options.log.warn({ err: error }, "a connection of the queue's broke"),
  })
  const runner = await run({
    pgPool,
    concurrency: options.concurrency,
    pollInterval: options.pollIntervalMs,
    noHandleSignals: true,
    taskList: options.taskList,
    crontab: options.crontab,
    events,
    logger: new QueueLogger((scope) => (level, message, meta) => {
      // Its messages can carry the text of a task's error; ours are codes. Jobs' payloads stay out.
      const fields = {
        queue: true,
        ...scope,
        ...(meta?.['error'] instanceof Error && { err: meta['error'] }),
      }
      if (level === 'error') options.log.error(fields, message)
      else if (level === 'warning') options.log.warn(fields, message)
      else options.log.debug(fields, message)
    }),
  }).catch(async (error: unknown) => {
    await pgPool.end()
    throw error
  })
  const ended = runner.promise
    .catch((error: unknown) => options.log.error({ err: error }, 'the queue runner ended with an error'))
    .finally(() => endAfterOthers(pgPool))
  return {
    poolId: await created.promise,
    ended,
    async stop() {
      await runner.stop().catch(() => {
        // It was ending already.
      })
      await ended
    },
  }
}

/**
 * graphile-worker ends without waiting until its last jobs are marked as done, and a pool that ends forgets who waits for
 * a connection: they stand in line before us.
 */
async function endAfterOthers(pool: ReturnType<typeof openPool>): Promise<void> {
  while (pool.waitingCount > 0) {
    await pool.connect().then(
      (client) => client.release(),
      () => {
        // The database is not there: those in the line were told so too.
      },
    )
  }
  await pool.end()
}
