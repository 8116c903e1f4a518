import { createCounter } from '@spike/store/rate-limits'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'

export interface RequestLimit {
  /** Counts a request of whoever the key names; throws `request.rate_limited`, with when to come again, above the limit. */
  count(key: string): Promise<void>
}

/** So many requests in a window that begins with the first of them, over all processes. `name` keeps limits apart. */
export function createRequestLimit(
  { database }: Pick<AppDeps, 'database'>,
  {
    name,
    most,
    windowSeconds,
  }: { readonly name: string; readonly most: number; readonly windowSeconds: number },
): RequestLimit {
  const counter = createCounter(database.pool, name, windowSeconds)
  return {
    async count(key) {
      if ((await counter.add(key)) <= most) return
      const { msLeft } = await counter.read(key)
      throw new ApiError('request.rate_limited', { retryAfterSeconds: Math.ceil(msLeft / 1000) })
    },
  }
}
