import type { Child } from './child.ts'
import { enqueueSyncs, waitForCompleted } from './jobs.ts'
import type { ProfileShares } from './probe.ts'
import { median, type Spread, spreadOf } from './percentiles.ts'
import { addInstitution, signInStudent, type Student } from './students.ts'
import type { Workbench } from './workbench.ts'

/** One way to sync the 40-course student, measured several times; medians where nothing else is said. */
export interface SyncFigures {
  readonly what: string
  readonly samples: number
  readonly delayMs: number
  readonly requests: number
  /** From the commit that queued it to its end. */
  readonly seconds: Spread
  /** How long the campus itself worked on the answers. */
  readonly campusBusySeconds: number
  /** The delays alone, as many at once as the institution allows. */
  readonly delaySeconds: number
  /** Seconds over the longer of the two: 1 is a sync that only ever waits for the site. */
  readonly ratio: number
  /** Processor time of the campus's process: what it says it worked, and HTTP. */
  readonly campusCpuSeconds: number
  readonly workerCpuSeconds: number
}

export interface FirstSyncFigures {
  readonly syncs: readonly SyncFigures[]
  /** Milliseconds of the worker's processor time in one first sync, by place; taken in a run of its own. */
  readonly profile: ProfileShares
}

const username = 'demo'
const delayedMs = 50

/** First and second syncs of the 40-course student by a worker with the default settings. */
export async function measureFirstSync(bench: Workbench): Promise<FirstSyncFigures> {
  const { campus } = bench
  await campus.prepareCourses(username)
  const worker = await bench.startWorker()
  let institutions = 0
  let maxInFlight = 1
  const newStudent = async () => {
    const institutionId = `first-sync-${institutions++}`
    maxInFlight = await addInstitution(bench, institutionId)
    return signInStudent(bench, { username, institutionId })
  }
  const measure = async (
    what: string,
    options: { samples: number; delayMs: number; student: () => Promise<Student> },
  ) => {
    const runs: SyncRun[] = []
    for (let count = options.samples; count > 0; count--) {
      const student = await options.student()
      await campus.setRequestDelay(options.delayMs)
      runs.push(await runSync(bench, worker, student))
      await campus.setRequestDelay(0)
    }
    return summarize(runs, { what, delayMs: options.delayMs, maxInFlight })
  }
  try {
    const cold = await measure('first sync, worker just started', {
      samples: 1,
      delayMs: 0,
      student: newStudent,
    })
    const first = await measure('first sync', { samples: 5, delayMs: 0, student: newStudent })
    const delayed = await measure('first sync', { samples: 3, delayMs: delayedMs, student: newStudent })
    const known = await newStudent()
    await runSync(bench, worker, known)
    const again = { samples: 3, student: () => Promise.resolve(known) }
    const second = await measure('second sync, nothing changed', { ...again, delayMs: 0 })
    const secondDelayed = await measure('second sync, nothing changed', { ...again, delayMs: delayedMs })
    const student = await newStudent()
    const profile = await worker.profile(async () => void (await runSync(bench, worker, student)))
    return { syncs: [cold, first, delayed, second, secondDelayed], profile }
  } finally {
    await worker.stop()
  }
}

interface SyncRun {
  readonly seconds: number
  readonly requests: number
  readonly campusBusySeconds: number
  readonly campusCpuSeconds: number
  readonly workerCpuSeconds: number
}

async function runSync(bench: Workbench, worker: Child, student: Student): Promise<SyncRun> {
  const { campus } = bench
  await campus.resetCounters()
  const readCpu = () =>
    Promise.all([worker, campus.child].map(async (child) => (await child.readUsage()).cpuMs))
  const [workerBefore = 0, campusBefore = 0] = await readCpu()
  const { jobIds, committedAtMs } = await enqueueSyncs(bench, [student])
  const [job] = await worker.whileAlive(waitForCompleted(bench, { jobIds, lookEveryMs: 20 }))
  const [workerAfter = 0, campusAfter = 0] = await readCpu()
  const { requests, busyMs } = await campus.readCounters()
  if (!job || job.moodleRequests !== requests) {
    throw new Error(`Spike counted ${job?.moodleRequests} requests, the campus ${requests}`)
  }
  return {
    seconds: (job.finishedAtMs - committedAtMs) / 1000,
    requests,
    campusBusySeconds: busyMs / 1000,
    campusCpuSeconds: (campusAfter - campusBefore) / 1000,
    workerCpuSeconds: (workerAfter - workerBefore) / 1000,
  }
}

function summarize(
  runs: readonly SyncRun[],
  facts: { readonly what: string; readonly delayMs: number; readonly maxInFlight: number },
): SyncFigures {
  const medianOf = (key: keyof SyncRun) => median(runs.map((run) => run[key]))
  const seconds = spreadOf(runs.map((run) => run.seconds))
  const requests = medianOf('requests')
  const campusBusySeconds = medianOf('campusBusySeconds')
  const delaySeconds = (Math.ceil(requests / facts.maxInFlight) * facts.delayMs) / 1000
  return {
    what: facts.what,
    samples: runs.length,
    delayMs: facts.delayMs,
    requests,
    seconds,
    campusBusySeconds,
    delaySeconds,
    ratio: seconds.median / Math.max(campusBusySeconds, delaySeconds),
    campusCpuSeconds: medianOf('campusCpuSeconds'),
    workerCpuSeconds: medianOf('workerCpuSeconds'),
  }
}
