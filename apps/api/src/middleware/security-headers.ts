import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../deps.ts'

const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Vite writes small pictures into the style sheet.
  "img-src 'self' data:",
  "object-src 'none'",
].join('; ')

const headers: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', contentSecurityPolicy],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
]
const oneYearSeconds = 31_536_000

/** A route that needs another policy overwrites it: see docs.ts. */
export function securityHeaders({ publicUrl }: { readonly publicUrl: URL | null }) {
  const all = [...headers]
  if (publicUrl?.protocol === 'https:') all.push(['Strict-Transport-Security', `max-age=${oneYearSeconds}`])
  return createMiddleware<AppEnv>(async (c, next) => {
    for (const [name, value] of all) c.header(name, value)
    await next()
  })
}
