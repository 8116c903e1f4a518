import pg from 'pg'
import { standBackStatement } from './stand-back.ts'

/** Between two attempts to reach a database that is away. */
const retryConnectMs = 250
/** Without an answer by then the connection is taken for broken. */
const answerWithinMs = 10_000

export interface SlotAnswer {
  /** Which slot is held now; null where all were taken. */
  readonly slot: number | null
  /** How long the site still wants to be left alone; 0 where it does not. */
  readonly standBackMs: number
}

/**
 * An institution's slots over all processes: session-level advisory locks on one dedicated connection, so that a crash
 * frees them. When the connection breaks every slot of this process is free for others; the requests in flight go on.
 */
export class SiteSlots {
  readonly #connectionString: string
  #client: Promise<pg.Client> | null = null
  #closed = false
  #last: Promise<unknown> = Promise.resolve()
  /** Raised whenever the connection was lost: slots of an earlier generation are held no more. */
  generation = 0

  constructor({ connectionString }: { readonly connectionString: string }) {
    this.#connectionString = connectionString
  }

  /** Tries to take one of the slots 0 … limit-1, but for those this process holds already. */
  async tryAcquire(institutionId: string, held: readonly number[]): Promise<SlotAnswer> {
    const { rows } = await this.#query<{ slot: number | null; stand_back_ms: number }>({
      name: 'acquire-slot',
      text: `
        select greatest(0, coalesce(extract(epoch from i.retry_after_until - now()), 0) * 1000)::float8 as stand_back_ms, (
          select s.slot from generate_series(0, i.max_in_flight - 1) as s (slot)
          where case
            when i.retry_after_until > now() then false
            when s.slot = any($2::int[]) then false
            else pg_try_advisory_lock(hashtext('spike-site-slot:' || i.id), s.slot)
          end
          limit 1
        ) as slot
        from institutions i where i.id = $1`,
      values: [institutionId, held],
    })
    return { slot: rows[0]?.slot ?? null, standBackMs: rows[0]?.stand_back_ms ?? 0 }
  }

  async release(institutionId: string, slot: number): Promise<void> {
    await this.#query({
      name: 'release-slot',
      text: `select pg_advisory_unlock(hashtext('spike-site-slot:' || $1::text), $2::int)`,
      values: [institutionId, slot],
    })
  }

  /** Writes where every worker sees it how long a site wants to be left alone; never shortens it. */
  async standBack(institutionId: string, forMs: number): Promise<void> {
    await this.#query({
      text: standBackStatement,
      values: [institutionId, forMs],
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = await this.#client?.catch(() => null)
    await client?.end().catch(() => {})
  }

  /** One query after another: a connection runs no two at once. */
  #query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const result = this.#last.then(async () => (await this.#connect()).query<Row>(query))
    this.#last = result.catch(() => {})
    return result
  }

  #connect(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('The site slots are closed'))
    this.#client ??= this.#open().catch(async (error: unknown) => {
      await new Promise((resolve) => setTimeout(resolve, retryConnectMs))
      this.#client = null
      throw error
    })
    return this.#client
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      application_name: 'spike site slots',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    })
    let lost = false
    const onLost = () => {
      if (lost || this.#closed) return
      lost = true
      this.generation += 1
      this.#client = null
    }
    client.on('error', onLost)
    await client.connect()
    client.once('end', onLost)
    return client
  }
}
