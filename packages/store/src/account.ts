import type { AccountChange, Language, Theme } from '@spike/contract'
import type { Queryable } from './database.ts'

export interface AccountSettings {
  readonly language: Language | null
  /** By the student, here; otherwise it is what their Moodle says. */
  readonly languageChosen: boolean
  readonly theme: Theme
}

export async function readAccountSettings(db: Queryable, userId: string): Promise<AccountSettings> {
  const row = await db
    .selectFrom('users')
    .select(['language', 'language_chosen', 'theme'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return {
    language: row.language,
    languageChosen: row.language_chosen,
    theme: row.theme,
  }
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
    .returning(['language', 'language_chosen as languageChosen', 'theme'])
    .executeTakeFirst()
  return row ?? null
}
