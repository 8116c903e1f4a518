import { createGuardedPoster } from '@spike/moodle'
import {
  cancelChannel,
  findCancelRequested,
  openListener,
  pushTaskName,
  SiteSlots,
  syncTaskName,
} from '@spike/store'
import { SiteGates } from '@spike/sync'
import { crontab } from './crontab.ts'
import type { WorkerDeps } from './deps.ts'
import { startHeartbeat, type WorkerHeartbeat } from './heartbeat.ts'
import { createSyncMetrics } from './metrics.ts'
import { type QueueRunner, startQueueRunner } from './queue-runner.ts'
import { RunningJobs } from './running-jobs.ts'
import { startSweeper } from './sweeper.ts'
import { createCleanUpTask } from './tasks/clean-up.ts'
import { createScheduleSyncsTask } from './tasks/schedule-syncs.ts'
import { createSendPushTask } from './tasks/send-push.ts'
import { createSyncTask } from './tasks/sync.ts'

export interface Worker {
  /** The queue's pool id now; another one after the queue's connection had to be begun anew. */
  readonly workerId: string
  /** Takes no new work, lets runs come to a good place, says goodbye. Safe to call twice. */
  stop(): Promise<void>
}

const restartDelayMs = 500

/** Starts this process's worker: queue, heartbeat, sweeper, and the ear for cancels. */
export async function startWorker(deps: WorkerDeps): Promise<Worker> {
  const { settings, log, db } = deps
  const running = new RunningJobs()
  const slots = new SiteSlots({ connectionString: deps.connectionString })
  const gates = new SiteGates({
    slots,
    now: () => Date.now(),
    delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const poster = createGuardedPoster({ now: deps.now, allowLocal: settings.allowLocalSites })
  let queue: { runner: QueueRunner; heartbeat: WorkerHeartbeat }
  /** Known once the first heartbeat is written: a claim by a worker that was never heard of looks like a lost one. */
  let identity: Promise<string>
  const taskList = {
    [syncTaskName]: createSyncTask(
      { ...deps, gates, observer: createSyncMetrics(deps.registry), settings },
      running,
      () => identity,
    ),
    clean_up: createCleanUpTask({
      db,
      log,
      keepDays: settings.keepJobsDays,
      sessionIdleDays: settings.sessionIdleDays,
    }),
    schedule_syncs: createScheduleSyncsTask({
      db,
      log,
      now: deps.now,
      schedule: settings.syncSchedule,
      maxTries: settings.maxTries,
    }),
    [pushTaskName]: createSendPushTask({
      db,
      log,
      poster,
      registry: deps.registry,
      sealer: deps.sealer,
      keys: settings.pushKeys,
      contact: settings.pushContact,
    }),
  }

  async function startQueue(): Promise<typeof queue> {
    const heard = Promise.withResolvers<string>()
    identity = heard.promise
    identity.catch(() => {})
    const runner = await startQueueRunner({
      connectionString: deps.connectionString,
      log,
      concurrency: settings.concurrency,
      pollIntervalMs: settings.pollIntervalMs,
      taskList,
      crontab,
    })
    const heartbeat = await startHeartbeat({
      db,
      log,
      workerId: runner.poolId,
      running,
      concurrency: settings.concurrency,
      intervalMs: settings.heartbeatIntervalMs,
    }).catch(async (error: unknown) => {
      // Without a heartbeat it may run nothing: what it has taken fails and is tried again by the next one.
      heard.reject(error)
      await runner.stop()
      throw error
    })
    heard.resolve(runner.poolId)
    return { runner, heartbeat }
  }

  /** graphile-worker gives up when it cannot write how a job ended; then it is begun anew, under another id. */
  async function restartWhenEnded(): Promise<void> {
    while (!stopped) {
      await queue.runner.ended
      if (stopped) return
      log.warn({ workerId: queue.runner.poolId }, 'the queue runner ended by itself; starting it anew')
      await running.stopAll('shutdown')
      await queue.heartbeat.end().catch((error: unknown) => log.warn({ err: error }, 'goodbye failed'))
      for (let started = false; !started && !stopped;) {
        try {
          queue = await startQueue()
          started = true
        } catch (error) {
          log.warn({ err: error }, 'the queue cannot be reached; trying again')
          await new Promise((resolve) => setTimeout(resolve, restartDelayMs))
        }
      }
    }
  }

  let stopped = false
  let stopping: Promise<void> | null = null
  queue = await startQueue()
  const supervised = restartWhenEnded()
  const sweeper = startSweeper({
    db,
    log,
    silentAfterMs: settings.silentAfterMs,
    intervalMs: settings.heartbeatIntervalMs,
  })
  const listener = await openListener({
    connectionString: deps.connectionString,
    channels: [cancelChannel],
    onNotification: (_channel, jobId) => running.stop(jobId, 'cancelled'),
    onListening() {
      findCancelRequested(db, running.ids).then(
        (jobIds) => jobIds.forEach((jobId) => running.stop(jobId, 'cancelled')),
        (error: unknown) => log.warn({ err: error }, 'could not look for cancels'),
      )
    },
    onError: (error) => log.warn({ err: error }, 'the listening connection broke; connecting anew'),
  })

  async function stopAll(): Promise<void> {
    stopped = true
    await queue.heartbeat.stopping().catch(() => {})
    // graphile-worker takes no new jobs from here on; runs that do not end in their grace let go where they are.
    const queueStopped = queue.runner.stop()
    const grace = setTimeout(() => void running.stopAll('shutdown'), settings.shutdownGraceMs)
    await queueStopped
    await supervised
    // The supervisor may have started another one at that very moment.
    await queue.runner.stop()
    clearTimeout(grace)
    await sweeper.stop()
    await listener.close()
    await queue.heartbeat.end().catch((error: unknown) => log.warn({ err: error }, 'goodbye failed'))
    await poster.close()
    await slots.close()
  }

  log.info({ workerId: queue.runner.poolId, concurrency: settings.concurrency }, 'worker started')
  return {
    get workerId() {
      return queue.runner.poolId
    },
    stop: () => (stopping ??= stopAll()),
  }
}
