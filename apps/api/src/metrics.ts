import { countWorkers, type OpenDatabase, readQueueFigures } from '@spike/store'
import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'

/** A scrape asks the database at most so often, however many scrapers there are. */
const readEveryMs = 5000

/** How long requests took, by route pattern: never by path, which names people's jobs and courses. */
export function createRequestDurations(registry: Registry): Histogram<'method' | 'route' | 'status'> {
  return new Histogram({
    name: 'spike_http_request_duration_seconds',
    help: 'Time to answer an HTTP request, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  })
}

/** Gauges that are read from the database when they are scraped. */
export function addDatabaseMetrics(options: {
  readonly registry: Registry
  readonly database: OpenDatabase
  readonly workerSilentAfterMs: number
  readonly onError: (error: unknown) => void
}): void {
  const { registry, database } = options
  const read = cachedFor(readEveryMs, async () => {
    const [figures, workers] = await Promise.all([
      readQueueFigures(database.db),
      countWorkers(database.db, options.workerSilentAfterMs),
    ])
    return { ...figures, workers }
  })
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset()
        // A gauge without a value says "not known"; the scrape's other metrics still come.
        await Promise.resolve(collect(this)).catch(options.onError)
      },
    })

  // First, or it would count what the other gauges are just asking.
  gauge(
    'spike_database_pool_connections',
    'Connections of the api to PostgreSQL; waiting: requests for one',
    ['state'],
    (pool) => {
      pool.set({ state: 'total' }, database.pool.totalCount)
      pool.set({ state: 'idle' }, database.pool.idleCount)
      pool.set({ state: 'waiting' }, database.pool.waitingCount)
    },
  )
  gauge('spike_jobs', 'Sync jobs in the database, by state', ['state'], async (jobs) => {
    for (const [state, count] of Object.entries((await read()).countsByState)) jobs.set({ state }, count)
  })
  gauge(
    'spike_oldest_waiting_job_seconds',
    'How long the oldest job waits to be run; 0 where none does',
    [],
    async (oldest) => {
      oldest.set((await read()).oldestWaitingSeconds ?? 0)
    },
  )
  gauge('spike_workers', 'Workers by whether their heartbeat is heard', ['state'], async (workers) => {
    for (const [state, count] of Object.entries((await read()).workers)) workers.set({ state }, count)
  })
  // A worker in the same process may have added them already.
  if (!registry.getSingleMetric('process_cpu_user_seconds_total')) {
    collectDefaultMetrics({ register: registry })
  }
}

/** What `read` gave, for so long; a failure is not kept. */
function cachedFor<T>(maxAgeMs: number, read: () => Promise<T>): () => Promise<T> {
  let cached: { readonly value: Promise<T>; readonly readAt: number } | null = null
  return () => {
    if (cached && performance.now() - cached.readAt < maxAgeMs) return cached.value
    const value = read()
    cached = { value, readAt: performance.now() }
    value.catch(() => {
      if (cached?.value === value) cached = null
    })
    return value
  }
}
