import type { AccountChange, Language, Theme } from '@spike/contract'
import type { Queryable } from './database.ts'

export interface AccountSettings {
  readonly language: Language | null
  /** By the student, here; otherwise it is what their Moodle says. */
  readonly languageChosen: boolean
  readonly theme: Theme
}

const settingColumns = ['language', 'language_chosen as languageChosen', 'theme'] as const

export async function readAccountSettings(db: Queryable, userId: string): Promise<AccountSettings> {
  return db.selectFrom('users').select(settingColumns).where('id', '=', userId).executeTakeFirstOrThrow()
}

/** Keeps what the student chose; what is not named stays. Gives all of it; null where the student is no more. */
export async function changeAccountSettings(
  db: Queryable,
  userId: string,
  { language, theme }: AccountChange,
): Promise<AccountSettings | null> {
  const row = await db
    .updateTable('users')
    .set({
      ...(language !== undefined && { language, language_chosen: true }),
      ...(theme !== undefined && { theme }),
    })
    .where('id', '=', userId)
    .returning(settingColumns)
    .executeTakeFirst()
  return row ?? null
}
