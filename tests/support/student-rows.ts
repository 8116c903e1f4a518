import type { Database } from '@spike/store'
import type { Insertable, Kysely } from 'kysely'

type Tables = Database extends Kysely<infer Schema> ? Schema : never
/** A row by its columns: what a test must say, and what else it wants to. The rest is made up. */
type Row<Table extends keyof Tables, Needed extends keyof Insertable<Tables[Table]>> = Partial<
  Insertable<Tables[Table]>
> &
  Pick<Insertable<Tables[Table]>, Needed>

const site = 'https://moodle.campus.example'

/** Gives the course's id. */
export async function addCourse(
  db: Database,
  row: Row<'courses', 'user_id' | 'moodle_id' | 'full_name'>,
): Promise<number> {
  const made = {
    short_name: row.full_name,
    visible: true,
    hidden_by_student: false,
    favourite: false,
    shows_grades: true,
    url: `${site}/course/view.php?id=${row.moodle_id}`,
  }
  const insert = db.insertInto('courses').values({ ...made, ...row })
  return (await insert.returning('id').executeTakeFirstOrThrow()).id
}

/** Gives the section's id. */
export async function addSection(
  db: Database,
  row: Row<'sections', 'user_id' | 'course_id'>,
): Promise<number> {
  const made = { moodle_id: 1, number: 0, name: 'General', visible: true }
  const insert = db.insertInto('sections').values({ ...made, ...row })
  return (await insert.returning('id').executeTakeFirstOrThrow()).id
}

/** Gives the item's id: a lecture, where nothing else is said. */
export async function addItem(
  db: Database,
  row: Row<'items', 'user_id' | 'course_id' | 'section_id' | 'moodle_id'>,
): Promise<number> {
  const made = {
    modname: 'resource',
    name: 'Lecture',
    visible: true,
    accessible: true,
    position: 0,
    indent: 0,
    kind: 'lecture' as const,
    confidence: 1,
    reason: 'name',
  }
  const insert = db.insertInto('items').values({ ...made, ...row })
  return (await insert.returning('id').executeTakeFirstOrThrow()).id
}

/** Gives the file's id. */
export async function addFile(
  db: Database,
  row: Row<'files', 'user_id' | 'course_id' | 'item_id' | 'name'>,
): Promise<number> {
  const made = { path: '/', type: 'file' as const, url: `${site}/pluginfile.php/1/a.pdf`, position: 0 }
  const insert = db.insertInto('files').values({ ...made, ...row })
  return (await insert.returning('id').executeTakeFirstOrThrow()).id
}
