import { createSession, deleteSession, type Queryable, type SessionDevice } from '@spike/store'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import {
  clearIdCookie,
  hashCookieId,
  newCookieId,
  type SessionKind,
  cookieIdHashOf,
  setIdCookie,
} from './cookies.ts'

type Owner = { readonly userId: string } | { readonly staffId: string }

/** Makes a session of who has just signed in; the one that the browser had until now ends. Gives the id for its cookie. */
export async function openSession(
  db: Queryable,
  { now, settings }: Pick<AppDeps, 'now' | 'settings'>,
  {
    owner,
    oldIdHash,
    device,
  }: { readonly owner: Owner; readonly oldIdHash: Buffer | null; readonly device?: SessionDevice },
): Promise<string> {
  const sessionId = newCookieId()
  const signedInAt = now()
  if (oldIdHash) await deleteSession(db, oldIdHash)
  await createSession(db, {
    idHash: hashCookieId(sessionId),
    owner,
    now: signedInAt,
    ...(device && { device }),
    expiresAt: new Date(signedInAt.getTime() + settings.sessionMaxMs),
  })
  return sessionId
}

/** Gives the browser a session that is stored by now. */
export function handOutSession(
  c: Context<AppEnv>,
  kind: SessionKind,
  sessionId: string,
  { settings }: Pick<AppDeps, 'settings'>,
): void {
  const session = { id: sessionId, maxAgeSeconds: Math.floor(settings.sessionMaxMs / 1000) }
  setIdCookie(c, kind, session, settings)
  c.header('Cache-Control', 'no-store')
}

/** Signs out, whether or not anybody was signed in. */
export async function endSession(
  c: Context<AppEnv>,
  kind: SessionKind,
  { database, settings }: Pick<AppDeps, 'database' | 'settings'>,
): Promise<void> {
  const idHash = cookieIdHashOf(c, kind, settings)
  if (idHash) await deleteSession(database.db, idHash)
  emptyBrowser(c, kind, settings)
}

/** Has the browser drop its cookie and the answers it keeps: by "back" it would show a file again to whoever comes next. */
export function emptyBrowser(c: Context<AppEnv>, kind: SessionKind, settings: AppDeps['settings']): void {
  clearIdCookie(c, kind, settings)
  c.header('Clear-Site-Data', '"cache"')
}
