import { errorTraits } from '@spike/contract'
import type { SyncObserver } from '@spike/sync'
import { Counter, Histogram, type Registry } from 'prom-client'

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]
const callSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** More than Spike has functions and pages to ask for. Each label is kept for good, with all its buckets. */
const maxFunctionLabels = 100

/** The name of a function or page as a label; `other` for what looks like neither, and beyond so many. */
function createFunctionLabels(): (name: string) => string {
  const labels = new Set<string>()
  return (name) => {
    if (labels.has(name)) return name
    if (labels.size >= maxFunctionLabels || !/^[a-z][\w/]{0,79}(?:\.php)?$/.test(name)) return 'other'
    labels.add(name)
    return name
  }
}

/** The worker's metrics. Labels name institutions, stages, functions and codes: never a person. */
export function createSyncMetrics(registry: Registry): SyncObserver {
  const registers = [registry]
  const attempts = new Counter({
    name: 'spike_sync_attempts_total',
    help: 'Attempts at sync jobs that ended, by how',
    labelNames: ['institution', 'outcome', 'error_code'],
    registers,
  })
  const duration = new Histogram({
    name: 'spike_sync_attempt_duration_seconds',
    help: 'Working time of an attempt, waiting for the site not counted',
    labelNames: ['institution', 'outcome'],
    buckets: seconds,
    registers,
  })
  const queueWait = new Histogram({
    name: 'spike_sync_queue_wait_seconds',
    help: 'From a job being queued to its first attempt',
    labelNames: ['institution'],
    buckets: seconds,
    registers,
  })
  const stage = new Histogram({
    name: 'spike_sync_stage_duration_seconds',
    help: 'Time a stage took',
    labelNames: ['institution', 'stage'],
    buckets: seconds,
    registers,
  })
  const call = new Histogram({
    name: 'spike_moodle_call_duration_seconds',
    help: 'Time a Moodle function took; inside a batch its share of the batch',
    labelNames: ['institution', 'function', 'outcome'],
    buckets: callSeconds,
    registers,
  })
  const labelOf = createFunctionLabels()
  return {
    claimed({ institutionId, queueWaitMs }) {
      if (queueWaitMs !== null) queueWait.observe({ institution: institutionId }, queueWaitMs / 1000)
    },
    stageEnded({ institutionId, stage: key, ms }) {
      stage.observe({ institution: institutionId, stage: key }, ms / 1000)
    },
    called({ institutionId, call: made }) {
      const outcome = made.outcome in errorTraits ? made.outcome : 'ok'
      call.observe(
        { institution: institutionId, function: labelOf(made.function), outcome },
        made.durationMs / 1000,
      )
    },
    ended({ institutionId, outcome, errorCode, ms }) {
      attempts.inc({ institution: institutionId, outcome, error_code: errorCode ?? '' })
      duration.observe({ institution: institutionId, outcome }, ms / 1000)
    },
  }
}
