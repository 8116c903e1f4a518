import { isIP } from 'node:net'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import ipaddr from 'ipaddr.js'
import type { AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import type { ApiSettings } from '../settings.ts'

type OriginSettings = Pick<ApiSettings, 'publicUrl' | 'trustedProxies'>

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The entry that the outermost trusted proxy wrote: what stands left of it came from the client and may be a lie. */
function forwarded(
  c: Context<AppEnv>,
  header: string,
  { trustedProxies }: OriginSettings,
): string | undefined {
  if (trustedProxies === 0) return undefined
  const entries = c.req
    .header(header)
    ?.split(',')
    .map((entry) => entry.trim())
  return entries?.at(-Math.min(trustedProxies, entries.length))
}

/** The origin by which the browser asked, as far as the api can know it. */
export function ownOrigin(c: Context<AppEnv>, settings: OriginSettings): string {
  const scheme = forwarded(c, 'x-forwarded-proto', settings) ?? 'http'
  const host = forwarded(c, 'x-forwarded-host', settings) ?? c.req.header('host') ?? ''
  return `${scheme}://${host}`
}

/**
 * Lets an unsafe method through only if it comes from a page of ours: the browser says so (Sec-Fetch-Site), or the
 * Origin is right. Hono's csrf() looks at forms alone, so that a cross-site JSON POST goes through it.
 */
export function refuseOtherOrigins(settings: OriginSettings) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!safeMethods.has(c.req.method) && c.req.header('sec-fetch-site') !== 'same-origin') {
      const origin = c.req.header('origin')
      const right =
        origin !== undefined && (origin === settings.publicUrl?.origin || origin === ownOrigin(c, settings))
      if (!right) throw new ApiError('auth.origin_refused')
    }
    await next()
  })
}

/** Keeps out links and forms of other sites, where even reading costs something. Programs and the address bar may. */
export const refuseOtherSites = createMiddleware<AppEnv>(async (c, next) => {
  const site = c.req.header('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') throw new ApiError('auth.origin_refused')
  await next()
})

/** Who asks, for the limits of signing in. An IPv6 customer has a whole /64, so that is what counts as one. */
export function clientAddress(c: Context<AppEnv>, settings: OriginSettings): string {
  const given = forwarded(c, 'x-forwarded-for', settings)
  // app.request() in tests has no socket.
  const address = given && isIP(given) ? given : (c.env?.incoming?.socket.remoteAddress ?? 'unknown')
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`
}
