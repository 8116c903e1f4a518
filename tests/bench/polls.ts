import autocannon from 'autocannon'
import { claimSyncJob, writeProgress } from '@spike/store'
import { type Child, startChild } from './child.ts'
import { addInstitution } from './students.ts'
import type { Workbench } from './workbench.ts'

export interface PollFigures {
  readonly what: string
  readonly requests: number
  readonly perSecond: number
  /** How much of one core the server's process had while it answered; 1 is all of it. */
  readonly coreShare: number
  /** Answers for one second of that process's processor time: what one core gives, whoever else wants it. */
  readonly perCoreSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Against the bare Hono route, by core seconds. */
  readonly ratio: number
}

const connections = 20
const warmUpSeconds = 1
const seconds = 3
const institutionId = 'polls'

/** Answers a second of a page's poll while a sync runs, beside the least that Hono can do. */
export async function measurePolls(bench: Workbench): Promise<PollFigures[]> {
  const bare = await startChild({
    name: 'the bare Hono route',
    program: new URL('./bare-hono.ts', import.meta.url),
    folder: bench.folder,
    ready: /http:\/\/127\.0\.0\.1:\d+/,
  })
  const bareFigures = await drive(bare, {
    what: 'bare Hono route, c.json({ ok: true })',
    path: '/',
    status: 200,
  }).finally(() => bare.stop())

  const api = await bench.startApi()
  try {
    const { path, headers, etag } = await openPoll(bench, api.ready[0])
    const full = await drive(api, { what: 'GET /api/sync-status/:jobId, 200', path, headers, status: 200 })
    const unchanged = await drive(api, {
      what: 'the same with If-None-Match, 304',
      path,
      headers: { ...headers, 'if-none-match': etag },
      status: 304,
    })
    return [bareFigures, full, unchanged].map((figures) => ({
      ...figures,
      ratio: figures.perCoreSecond / bareFigures.perCoreSecond,
    }))
  } finally {
    await api.stop()
  }
}

/** A student signed in through the public API, whose sync is in the middle and stays there. */
async function openPoll(bench: Workbench, apiUrl: string) {
  await addInstitution(bench, institutionId)
  const answer = await fetch(`${apiUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: apiUrl },
    body: JSON.stringify({ universityId: institutionId, username: 'demo', password: 'demo' }),
  })
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`)
  const { syncJobId: jobId } = (await answer.json()) as { syncJobId: string }
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ')
  const claimed = await claimSyncJob(bench.db, { jobId, workerId: 'bench' })
  if (!claimed) throw new Error('The job that signing in made could not be claimed')
  await writeProgress(bench.db, claimed, {
    stage: 'analyzing_content',
    progress: 49,
    data: {
      parts: { fetching_courses: { done: 5, total: 5 }, analyzing_content: { done: 12, total: 40 } },
      eta: { lowSeconds: 8, highSeconds: 14 },
    },
    moodleRequests: 20,
    activeMs: 0,
  })
  const path = `/api/sync-status/${jobId}`
  const headers = { cookie }
  const first = await fetch(apiUrl + path, { headers })
  const etag = first.headers.get('etag')
  if (!first.ok || !etag) throw new Error(`The status answered ${first.status}: ${await first.text()}`)
  return { path, headers, etag }
}

interface Drive {
  readonly what: string
  readonly path: string
  readonly headers?: Record<string, string>
  /** What every answer must be. */
  readonly status: number
}

async function drive(
  server: Child,
  { what, path, headers = {}, status }: Drive,
): Promise<Omit<PollFigures, 'ratio'>> {
  const options = { url: server.ready[0] + path, headers, connections }
  await server.whileAlive(autocannon({ ...options, duration: warmUpSeconds }))
  const before = await server.readUsage()
  const result = await server.whileAlive(autocannon({ ...options, duration: seconds }))
  const after = await server.readUsage()
  const requests = result.requests.total
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0
  if (requests === 0 || answered !== requests || result.errors > 0) {
    throw new Error(
      `${what}: ${answered} of ${requests} answers were ${status}, with ${result.errors} errors`,
    )
  }
  const cpuSeconds = (after.cpuMs - before.cpuMs) / 1000
  return {
    what,
    requests,
    perSecond: requests / result.duration,
    coreShare: cpuSeconds / result.duration,
    perCoreSecond: requests / cpuSeconds,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}
