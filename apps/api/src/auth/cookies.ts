import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../deps.ts'
import { ownOrigin } from '../middleware/request-origin.ts'
import type { ApiSettings } from '../settings.ts'

export type SessionKind = 'student' | 'staff'

const names = { student: 'spike', staff: 'spike-staff' } as const
const idBytes = 32
const idPattern = /^[\w-]{43}$/

/** A new id for the browser to hold; the database gets its hash. */
export function newSessionId(): string {
  return randomBytes(idBytes).toString('base64url')
}

export function hashSessionId(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** The hash of the session id that the request carries, if it carries one. */
export function sessionIdHashOf(c: Context<AppEnv>, kind: SessionKind, settings: ApiSettings): Buffer | null {
  const id = getCookie(c, cookieName(c, kind, settings))
  return id !== undefined && idPattern.test(id) ? hashSessionId(id) : null
}

export function setSessionCookie(
  c: Context<AppEnv>,
  kind: SessionKind,
  session: { readonly id: string; readonly maxAgeSeconds: number },
  settings: ApiSettings,
): void {
  setCookie(c, cookieName(c, kind, settings), session.id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: !isPlainLoopback(c, settings),
    maxAge: session.maxAgeSeconds,
  })
}

export function clearSessionCookie(c: Context<AppEnv>, kind: SessionKind, settings: ApiSettings): void {
  setSessionCookie(c, kind, { id: '', maxAgeSeconds: 0 }, settings)
}

const cookieName = (c: Context<AppEnv>, kind: SessionKind, settings: ApiSettings) =>
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
