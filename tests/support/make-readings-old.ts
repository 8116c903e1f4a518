import type { Database } from '@spike/store'

/** As if every course had been read long ago: the next sync reads the old ones again too. */
export async function makeReadingsOld(db: Database): Promise<void> {
  await db
    .updateTable('course_readings')
    .set({ read_at: new Date(0) })
    .execute()
}
