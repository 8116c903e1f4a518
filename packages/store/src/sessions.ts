import type { DeviceKind, StaffRole } from '@spike/contract'
import type { AccountSettings } from './account.ts'
import type { OpenDatabase, Queryable } from './database.ts'
import { type SyncJob, type SyncJobView, toView, viewColumns } from './sync-jobs.ts'
import type { Visit } from './visits.ts'

/** SHA-256 of the id that the browser holds. */
export type SessionIdHash = Buffer

interface SessionTimes {
  readonly idHash: SessionIdHash
  readonly now: Date
  /** A session that was not seen for so long has ended. */
  readonly idleMs: number
}

/** What a browser said of itself at signing in. */
export interface SessionDevice {
  readonly browser: string | null
  readonly system: string | null
  readonly kind: DeviceKind | null
}

export interface NewSession {
  readonly idHash: SessionIdHash
  readonly owner: { readonly userId: string } | { readonly staffId: string }
  readonly now: Date
  readonly expiresAt: Date
  readonly device?: SessionDevice
}

/** Whose session it is, and which of theirs. */
export interface OwnSession {
  readonly userId: string
  readonly idHash: SessionIdHash
}

export interface StudentSession extends OwnSession, AccountSettings {
  readonly institutionId: string
  readonly institutionName: { readonly he: string; readonly en: string; readonly ar: string }
  readonly username: string
  readonly fullName: string
  readonly seenAt: Date
  /** As it was noted last. */
  readonly visit: Visit
}

export interface StaffSession {
  readonly staffId: string
  readonly email: string
  readonly role: StaffRole
  readonly seenAt: Date
}

export async function createSession(db: Queryable, session: NewSession): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id_hash: session.idHash,
      user_id: 'userId' in session.owner ? session.owner.userId : null,
      staff_id: 'staffId' in session.owner ? session.owner.staffId : null,
      created_at: session.now,
      seen_at: session.now,
      expires_at: session.expiresAt,
      browser: session.device?.browser ?? null,
      system: session.device?.system ?? null,
      device_kind: session.device?.kind ?? null,
    })
    .execute()
}

const aliveSessions = (db: Queryable, { idHash, now, idleMs }: SessionTimes) =>
  db
    .selectFrom('sessions as s')
    .where('s.id_hash', '=', idHash)
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', new Date(now.getTime() - idleMs))

const studentSessions = (db: Queryable, times: SessionTimes) =>
  aliveSessions(db, times)
    .innerJoin('users as u', 'u.id', 's.user_id')
    .innerJoin('institutions as i', 'i.id', 'u.institution_id')

/** The student a session belongs to; null where it is unknown or over. */
export async function readStudentSession(db: Queryable, times: SessionTimes): Promise<StudentSession | null> {
  const row = await studentSessions(db, times)
    .select([
      'u.id as userId',
      'i.id as institutionId',
      'i.name as institutionName',
      'u.username',
      'u.full_name as fullName',
      'u.language',
      'u.language_chosen as languageChosen',
      'u.theme',
      's.seen_at as seenAt',
      'u.visit_seen_at as visitSeenAt',
      'u.visited_before_at as visitedBeforeAt',
    ])
    .executeTakeFirst()
  if (!row) return null
  const { visitSeenAt, visitedBeforeAt, ...session } = row
  return {
    ...session,
    idHash: times.idHash,
    visit: { seenAt: visitSeenAt, beforeAt: visitedBeforeAt },
  }
}

/**
 * A session and one of its student's jobs with one question, for the path that is asked most: PostgreSQL plans it once
 * a connection. Null without a session; `view` is null where the job is not there or is somebody else's.
 */
export async function readStudentSessionWithJob(
  { db, pool }: Pick<OpenDatabase, 'db' | 'pool'>,
  times: SessionTimes,
  jobId: string,
): Promise<{ userId: string; seenAt: Date; view: SyncJobView | null } | null> {
  const query = aliveSessions(db, times)
    .where('s.user_id', 'is not', null)
    .leftJoin('sync_jobs as j', (join) => join.onRef('j.user_id', '=', 's.user_id').on('j.id', '=', jobId))
    .select(jobColumns)
    .select(viewColumns)
    .select(['s.user_id as session_user_id', 's.seen_at as session_seen_at'])
    .compile()
  type Row = Parameters<typeof toView>[0] & { session_user_id: string; session_seen_at: Date }
  const { rows } = await pool.query<Row>({
    name: 'student-session-with-job',
    text: query.sql,
    values: [...query.parameters],
  })
  const [row] = rows
  if (!row) return null
  const { session_user_id: userId, session_seen_at: seenAt, ...job } = row
  // The columns of a left join are all null or all there: `id` says which.
  return { userId, seenAt, view: job.id === null ? null : toView(job) }
}

/** Each by its name: a planned `j.*` would fail on open connections once a migration adds a column. */
const jobColumns = [
  'j.id',
  'j.user_id',
  'j.institution_id',
  'j.trigger',
  'j.retry_of',
  'j.request_id',
  'j.status',
  'j.stage',
  'j.progress',
  'j.message',
  'j.data',
  'j.rev',
  'j.attempt',
  'j.tries',
  'j.max_tries',
  'j.losses',
  'j.active_ms',
  'j.partial',
  'j.error_code',
  'j.moodle_requests',
  'j.worker_id',
  'j.cancel_requested_at',
  'j.next_attempt_at',
  'j.created_at',
  'j.started_at',
  'j.updated_at',
  'j.finished_at',
] as const satisfies readonly `j.${keyof SyncJob}`[]

/** The member of staff a session belongs to; null where it is unknown or over, or they were disabled. */
export async function readStaffSession(db: Queryable, times: SessionTimes): Promise<StaffSession | null> {
  const row = await aliveSessions(db, times)
    .innerJoin('staff as t', 't.id', 's.staff_id')
    .where('t.disabled_at', 'is', null)
    .select(['t.id as staffId', 't.email', 't.role', 's.seen_at as seenAt'])
    .executeTakeFirst()
  return row ?? null
}

export async function touchSession(db: Queryable, idHash: SessionIdHash, now: Date): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: now })
    .where('id_hash', '=', idHash)
    .where('seen_at', '<', now)
    .execute()
}

export async function deleteSession(db: Queryable, idHash: SessionIdHash): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
}
