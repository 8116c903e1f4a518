import { createHash } from 'node:crypto'
import type pg from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'

/** Points counted by key in PostgreSQL, so that all processes count together. */
export interface Counter {
  /** Points of the key now, and how long they stay. */
  read(key: string): Promise<Count>
  /** Adds a point, and gives how many there are with it; they stay as long as the first was to stay. */
  add(key: string): Promise<number>
  takeBack(key: string): Promise<void>
  /** Adds a point, and lets all of them stay for so long from now. Gives how many there are. */
  extend(key: string, durationSeconds: number): Promise<number>
  clear(key: string): Promise<void>
}

export interface Count {
  readonly points: number
  readonly msLeft: number
}

/** `name` keeps the keys of several counters apart. */
export function createCounter(pool: pg.Pool, name: string, durationSeconds: number): Counter {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    // The worker's cleaning does that: see retention.ts.
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: 1,
    duration: durationSeconds,
  })
  return {
    async read(key) {
      const result = await limiter.get(hashOf(key))
      return { points: result?.consumedPoints ?? 0, msLeft: result?.msBeforeNext ?? 0 }
    },
    async add(key) {
      return (await limiter.penalty(hashOf(key))).consumedPoints
    },
    async takeBack(key) {
      await limiter.reward(hashOf(key))
    },
    async extend(key, seconds) {
      const now = Date.now()
      // The library extends by overwriting the count with one that was read before.
      const { rows } = await pool.query<{ points: number }>({
        name: 'rate-limit-extend',
        text: `
          insert into rate_limits as r (key, points, expire) values ($1, 1, $2)
          on conflict (key) do update
            set points = case when r.expire <= $3 then 1 else r.points + 1 end, expire = excluded.expire
          returning points`,
        values: [limiter.getKey(hashOf(key)), now + seconds * 1000, now],
      })
      return rows[0]?.points ?? 1
    },
    async clear(key) {
      await limiter.delete(hashOf(key))
    },
  }
}

/** Names and addresses of people are not kept in the table. */
const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')
