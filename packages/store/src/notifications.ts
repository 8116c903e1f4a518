import pg from 'pg'

export interface Listener {
  close(): Promise<void>
}

export interface ListenerOptions {
  readonly connectionString: string
  readonly channels: readonly string[]
  readonly onNotification: (channel: string, payload: string) => void
  /** Told whenever it listens (again): what was notified meanwhile was not heard, so look for yourself. */
  readonly onListening: () => void
  readonly onError: (error: unknown) => void
}

const firstRetryMs = 100
const longestRetryMs = 5_000
/** A connection that broke without a word (a failover, a firewall) is found out by asking it something. */
const pingEveryMs = 20_000
const answerWithinMs = 10_000

/** One LISTEN connection that comes back by itself. Resolves once it listens for the first time. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  let client: pg.Client | null = null
  let retryTimer: NodeJS.Timeout | undefined
  let retryMs = firstRetryMs
  let pingTimer: NodeJS.Timeout | undefined
  let closed = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'spike listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    })
    let ended = false
    const onEnd = (error?: unknown) => {
      if (ended) return
      ended = true
      if (client === fresh) client = null
      clearInterval(pingTimer)
      if (closed) return
      if (error) options.onError(error)
      reconnectLater()
    }
    fresh.on('error', onEnd)
    fresh.on('end', () => onEnd())
    fresh.on('notification', ({ channel, payload }) => options.onNotification(channel, payload ?? ''))
    try {
      await fresh.connect()
      for (const channel of options.channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      ended = true
      await fresh.end().catch(() => {})
      throw error
    }
    if (closed) {
      await fresh.end().catch(() => {})
      return
    }
    client = fresh
    retryMs = firstRetryMs
    pingTimer = setInterval(() => {
      fresh.query('select 1').catch((error: unknown) => {
        onEnd(error)
        fresh.end().catch(() => {})
      })
    }, pingEveryMs)
    options.onListening()
  }

  function reconnectLater(): void {
    retryTimer = setTimeout(() => {
      connect().catch((error: unknown) => {
        options.onError(error)
        if (!closed) reconnectLater()
      })
    }, retryMs)
    retryMs = Math.min(retryMs * 2, longestRetryMs)
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(retryTimer)
      clearInterval(pingTimer)
      await client?.end().catch(() => {})
    },
  }
}
