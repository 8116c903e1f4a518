import type { Queryable } from './database.ts'

/** Not seen for so long, a student has left: what they do next is another visit. */
const visitGapMs = 30 * 60_000
/** A visit is noted as going on at most so often. */
const noteEveryMs = 60_000

export interface Visit {
  /** When the student was last seen in this visit; null before the first. */
  readonly seenAt: Date | null
  /** When they were last seen in the visit before it; null where there was none. */
  readonly beforeAt: Date | null
}

/** The visit that a student who is seen now is on; the same object where nothing of it need be noted. */
export function continueVisit(visit: Visit, now: Date): Visit {
  if (!visit.seenAt) return { seenAt: now, beforeAt: null }
  const unseenMs = now.getTime() - visit.seenAt.getTime()
  if (unseenMs > visitGapMs) return { seenAt: now, beforeAt: visit.seenAt }
  return unseenMs > noteEveryMs ? { ...visit, seenAt: now } : visit
}

export async function readVisit(db: Queryable, userId: string): Promise<Visit> {
  const row = await db
    .selectFrom('users')
    .select(['visit_seen_at as seenAt', 'visited_before_at as beforeAt'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return row
}

/** Notes that a student is seen now, and gives the visit they are on. Of requests at once the first one is noted. */
export async function noteVisit(
  db: Queryable,
  { userId, from, now }: { readonly userId: string; readonly from: Visit; readonly now: Date },
): Promise<Visit> {
  const visit = continueVisit(from, now)
  if (visit === from) return from
  await db
    .updateTable('users')
    .set({ visit_seen_at: visit.seenAt, visited_before_at: visit.beforeAt })
    .where('id', '=', userId)
    .where('visit_seen_at', 'is not distinct from', from.seenAt)
    .execute()
  return visit
}
