import type { Language } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface UserProfile {
  readonly institutionId: string
  readonly moodleUserId: number
  readonly username: string
  readonly fullName: string
  readonly language: Language | null
}

/** Adds the student, or brings what Moodle says about them up to date. Gives the user's id. */
export async function upsertUser(db: Queryable, profile: UserProfile): Promise<string> {
  const facts = { username: profile.username, full_name: profile.fullName }
  const row = await db
    .insertInto('users')
    .values({
      institution_id: profile.institutionId,
      moodle_user_id: profile.moodleUserId,
      language: profile.language,
      ...facts,
    })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'moodle_user_id']).doUpdateSet((eb) => ({
        ...facts,
        language: sql<Language | null>`case when users.language_chosen then users.language else ${eb.ref('excluded.language')} end`,
        signed_in_at: sql<Date>`now()`,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Who the student is at their Moodle. */
export async function readMoodleUserId(db: Queryable, userId: string): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select('moodle_user_id')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return row.moodle_user_id
}
