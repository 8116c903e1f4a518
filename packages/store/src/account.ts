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
    language: row.language as Language | null,
    languageChosen: row.language_chosen,
    theme: row.theme,
  }
}

/** Keeps what the student chose. What is not named stays. */
export async function changeAccountSettings(
  db: Queryable,
  userId: string,
  { language, theme }: AccountChange,
): Promise<void> {
  await db
    .updateTable('users')
    .set({
      ...(language !== undefined && { language, language_chosen: true }),
      ...(theme !== undefined && { theme }),
    })
    .where('id', '=', userId)
    .execute()
}
