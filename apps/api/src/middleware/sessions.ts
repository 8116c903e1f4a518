import { type StaffRole, roleAllows } from '@spike/contract'
import { noteVisit, readStaffSession, readStudentSession, touchSession } from '@spike/store'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type SessionKind, cookieIdHashOf } from '../auth/cookies.ts'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'

type SessionDeps = Pick<AppDeps, 'database' | 'now' | 'settings'>

/** A session is noted as seen at most so often. */
const touchEveryMs = 60_000

/** What the store needs to find the session of a request; null where the request carries none. */
export function sessionTimes(c: Context<AppEnv>, kind: SessionKind, { now, settings }: SessionDeps) {
  const idHash = cookieIdHashOf(c, kind, settings)
  return idHash && { idHash, now: now(), idleMs: settings.sessionIdleMs }
}

export async function noteSeen(
  { database, now }: SessionDeps,
  { idHash, seenAt }: { readonly idHash: Buffer; readonly seenAt: Date },
): Promise<void> {
  if (now().getTime() - seenAt.getTime() > touchEveryMs) await touchSession(database.db, idHash, now())
}

/**
 * For what belongs to one student: 401 without a session. `isVisit` is false where pages ask by themselves, even those
 * that nobody looks at.
 */
export function requireStudent(deps: SessionDeps, { isVisit = true } = {}) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const times = sessionTimes(c, 'student', deps)
    const student = times && (await readStudentSession(deps.database.db, times))
    if (!times || !student) throw new ApiError('auth.required')
    await noteSeen(deps, { idHash: times.idHash, seenAt: student.seenAt })
    const { userId, visit: from } = student
    const visit = isVisit ? await noteVisit(deps.database.db, { userId, from, now: times.now }) : from
    c.set('student', { ...student, visit })
    c.set('userId', userId)
    await next()
  })
}

/** For staff of at least this role: 403 for a student and for a lesser role, 401 for nobody. */
export function requireStaff(deps: SessionDeps, role: StaffRole) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const times = sessionTimes(c, 'staff', deps)
    const staff = times && (await readStaffSession(deps.database.db, times))
    if (!times || !staff) throw new ApiError((await isStudent(c, deps)) ? 'auth.forbidden' : 'auth.required')
    await noteSeen(deps, { idHash: times.idHash, seenAt: staff.seenAt })
    c.set('staff', staff)
    c.set('staffId', staff.staffId)
    if (!roleAllows(staff.role, role)) throw new ApiError('auth.forbidden')
    await next()
  })
}

async function isStudent(c: Context<AppEnv>, deps: SessionDeps): Promise<boolean> {
  const times = sessionTimes(c, 'student', deps)
  return times !== null && (await readStudentSession(deps.database.db, times)) !== null
}
