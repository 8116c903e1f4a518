import { enqueueSyncs, waitForCompleted } from './jobs.ts'
import { percentile } from './percentiles.ts'
import { addInstitution, signInStudents } from './students.ts'
import type { Workbench } from './workbench.ts'

export interface ManyStudentsFigures {
  readonly students: number
  /** WORKER_CONCURRENCY. */
  readonly concurrency: number
  /** From the commit that queued them all to the end of the last. */
  readonly seconds: number
  readonly syncsPerSecond: number
  /** From that commit to a student's own end. */
  readonly endedP50Seconds: number
  readonly endedP95Seconds: number
  /** The campus waits so long before each request, as a network does: else one would end before the next arrives. */
  readonly delayMs: number
  readonly requests: number
  readonly campusBusySeconds: number
  readonly campusCpuSeconds: number
  readonly workerCpuSeconds: number
  readonly idleRssBytes: number
  readonly peakRssBytes: number
  readonly peakInFlight: number
  readonly maxInFlight: number
}

/** WORKER_CONCURRENCY's default, and the most a worker may have; fewer students at the first, for time. */
const bursts = [
  { studentCount: 60, concurrency: 10 },
  { studentCount: 200, concurrency: 200 },
]
const delayMs = 20
const listUsernames = (count: number) => Array.from({ length: count }, (_, index) => `student${index + 1}`)

/** First syncs of up to 200 students that all arrive in one moment, at one worker process. */
export async function measureManyStudents(bench: Workbench): Promise<ManyStudentsFigures[]> {
  const figures: ManyStudentsFigures[] = []
  for (const burst of bursts) figures.push(await measureBurst(bench, burst))
  return figures
}

async function measureBurst(
  bench: Workbench,
  { studentCount, concurrency }: { readonly studentCount: number; readonly concurrency: number },
): Promise<ManyStudentsFigures> {
  const { campus } = bench
  const institutionId = `many-${concurrency}`
  const maxInFlight = await addInstitution(bench, institutionId)
  const usernames = listUsernames(studentCount)
  for (const username of usernames) await campus.prepareCourses(username)
  const students = await signInStudents(bench, { usernames, institutionId })
  const worker = await bench.startWorker({ WORKER_CONCURRENCY: String(concurrency) })
  try {
    await campus.resetCounters()
    await campus.setRequestDelay(delayMs)
    const idle = await worker.readUsage()
    const campusBefore = await campus.child.readUsage()
    const { jobIds, committedAtMs } = await enqueueSyncs(bench, students)
    const jobs = await worker.whileAlive(waitForCompleted(bench, { jobIds, lookEveryMs: 100 }))
    const used = await worker.readUsage()
    const campusAfter = await campus.child.readUsage()
    const { requests, busyMs, peakInFlight } = await campus.readCounters()
    if (peakInFlight > maxInFlight) {
      throw new Error(`${peakInFlight} requests were in flight to a site that allows ${maxInFlight}`)
    }
    const endedSeconds = jobs.map((job) => (job.finishedAtMs - committedAtMs) / 1000)
    const seconds = percentile(endedSeconds, 1)
    return {
      students: studentCount,
      concurrency,
      seconds,
      syncsPerSecond: studentCount / seconds,
      endedP50Seconds: percentile(endedSeconds, 0.5),
      endedP95Seconds: percentile(endedSeconds, 0.95),
      delayMs,
      requests,
      campusBusySeconds: busyMs / 1000,
      campusCpuSeconds: (campusAfter.cpuMs - campusBefore.cpuMs) / 1000,
      workerCpuSeconds: (used.cpuMs - idle.cpuMs) / 1000,
      idleRssBytes: idle.rssBytes,
      peakRssBytes: used.peakRssBytes,
      peakInFlight,
      maxInFlight,
    }
  } finally {
    await campus.setRequestDelay(0)
    await worker.stop()
  }
}
