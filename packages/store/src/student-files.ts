import type { Queryable } from './database.ts'

export interface StudentFile {
  readonly name: string
  readonly type: 'file' | 'url' | 'content'
  readonly url: string
  readonly mimeType: string | null
}

/** Null where the student has no such file, or what held it is gone. */
export async function readStudentFile(
  db: Queryable,
  { userId, fileId }: { readonly userId: string; readonly fileId: number },
): Promise<StudentFile | null> {
  const row = await db
    .selectFrom('files as f')
    .innerJoin('items as i', 'i.id', 'f.item_id')
    .innerJoin('courses as c', 'c.id', 'f.course_id')
    .select(['f.name', 'f.type', 'f.url', 'f.mime_type'])
    .where('f.id', '=', fileId)
    .where('f.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .where('c.gone_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return { name: row.name, type: row.type, url: row.url, mimeType: row.mime_type }
}
