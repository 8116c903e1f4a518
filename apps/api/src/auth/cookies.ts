import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../deps.ts'
import { ownOrigin } from '../middleware/request-origin.ts'
import type { ApiSettings } from '../settings.ts'

export type SessionKind = 'student' | 'staff'
/** `launch` is of a sign-in that is under way on a university's own page. */
type CookieKind = SessionKind | 'launch'

const names = { student: 'spike', staff: 'spike-staff', launch: 'spike-launch' } as const
const idBytes = 32
const idPattern = /^[\w-]{43}$/

/** A new id for the browser to hold; the database gets its hash. */
export function newCookieId(): string {
  return randomBytes(idBytes).toString('base64url')
}

export function hashCookieId(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** The hash of the id that the request's cookie carries, if it carries one. */
export function cookieIdHashOf(c: Context<AppEnv>, kind: CookieKind, settings: ApiSettings): Buffer | null {
  const id = getCookie(c, cookieName(c, kind, settings))
  return id !== undefined && idPattern.test(id) ? hashCookieId(id) : null
}

export function setIdCookie(
  c: Context<AppEnv>,
  kind: CookieKind,
  { id, maxAgeSeconds }: { readonly id: string; readonly maxAgeSeconds: number },
  settings: ApiSettings,
): void {
  setCookie(c, cookieName(c, kind, settings), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: !isPlainLoopback(c, settings),
    maxAge: maxAgeSeconds,
  })
}

export function clearIdCookie(c: Context<AppEnv>, kind: CookieKind, settings: ApiSettings): void {
  setIdCookie(c, kind, { id: '', maxAgeSeconds: 0 }, settings)
}

const cookieName = (c: Context<AppEnv>, kind: CookieKind, settings: ApiSettings) =>
  isPlainLoopback(c, settings) ? names[kind] : `__Host-${names[kind]}`

/**
 * Browsers keep no Secure cookie of a plain http page, so a developer's machine gets one without. A public address on
 * https rules that out, even where a proxy asks the api by a loopback name.
 */
function isPlainLoopback(c: Context<AppEnv>, settings: ApiSettings): boolean {
  if (settings.publicUrl)
    return settings.publicUrl.protocol === 'http:' && isLoopback(settings.publicUrl.hostname)
  const origin = ownOrigin(c, settings)
  if (!origin.startsWith('http://') || !URL.canParse(origin)) return false
  return isLoopback(new URL(origin).hostname)
}

const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
