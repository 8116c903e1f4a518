import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/support/test-database.ts'
import { migrate, pendingMigrations } from './migrate.ts'

const folder = fileURLToPath(new URL('../../../db/migrations', import.meta.url))
const migrations = readdirSync(folder)
  .map((file) => basename(file, '.sql'))
  .toSorted()

test('an empty database is brought up to date, and the second time nothing is left to do', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    expect(await pendingMigrations(empty.db)).toEqual(migrations)
    expect(await migrate(empty.connectionString)).toEqual(migrations)
    expect(await pendingMigrations(empty.db)).toEqual([])
    expect(await migrate(empty.connectionString)).toEqual([])
    await sql`select 1 from sync_jobs, courses, graphile_worker.jobs`.execute(empty.db)
  } finally {
    await empty.close()
  }
})

test('several processes may migrate at the same moment', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(empty.connectionString)))
    expect(runs.flat()).toEqual(migrations)
  } finally {
    await empty.close()
  }
})

/** Runs so many migrations, one after another. */
async function step(connectionString: string, direction: 'up' | 'down', count: number): Promise<void> {
  const dbClient = new pg.Client({ connectionString })
  await dbClient.connect()
  try {
    const options = { dir: folder, migrationsTable: 'spike_migrations', log: () => {} }
    await runner({ ...options, dbClient, direction, count, checkOrder: true })
  } finally {
    await dbClient.end()
  }
}

const oldRows = `
  insert into institutions (id, name, url) values ('x', '{"he": "א", "en": "X", "ar": "س"}', 'https://m.example');
  insert into users (id, institution_id, moodle_user_id, username, full_name)
    values ('00000000-0000-4000-8000-000000000001', 'x', 1, 'noa', 'נועה');
  insert into sync_jobs (user_id, institution_id, trigger, max_tries)
    select id, 'x', 'manual', 3 from users;
  insert into courses (user_id, moodle_id, full_name, short_name, visible, hidden_by_student, favourite, shows_grades, url)
    select id, 28, 'רשתות', 'NET', true, false, false, true, 'https://m.example/28' from users;
  insert into sections (user_id, course_id, moodle_id, number, name, visible)
    select user_id, id, 1, 0, 'כללי', true from courses;
  insert into items (user_id, course_id, section_id, moodle_id, modname, name, visible, accessible, position, indent,
      kind, confidence, reason)
    select user_id, course_id, id, m, 'assign', 'ת"ב', true, true, m, 0, 'assignment', 1, 'type'
    from sections, unnest(array[10, 11]) as m;
  insert into assignments (item_id, user_id, course_id, moodle_id, submission_state, graded)
    select id, user_id, course_id, 5, 'new', false from items where moodle_id = 10;
  insert into quizzes (item_id, user_id, course_id, moodle_id) select id, user_id, course_id, 6 from items where moodle_id = 11;
  insert into grades (user_id, course_id, moodle_id, name, kind, grade, hidden, position)
    select user_id, id, 3, 'ת"ב', 'item', 91.5, false, 0 from courses;
  insert into announcements (user_id, course_id, moodle_id, title, message_html, posted_at, modified_at, url)
    select user_id, id, 77, 'שיעור בוטל', '<p>היום</p>', now(), now(), 'https://m.example/d' from courses;
  insert into events (user_id, key, title, kind, due_at, done) select id, 'calendar:1', 'x', 'other', now(), false from users;
`
const newRows = `
  insert into credentials (user_id, kind, key_id, wrapped_key, sealed) select id, 'session', 'k', '', '' from users;
  insert into sync_jobs (user_id, institution_id, trigger, max_tries, asked_again, status, finished_at, message)
    select id, 'x', trigger, 3, true, 'cancelled', now(), 'sync.cancelled' from users, unnest(array['opened', 'schedule']) as trigger;
  insert into items (user_id, course_id, section_id, moodle_id, modname, name, visible, accessible, position, indent,
      kind, confidence, reason, detail)
    select user_id, course_id, id, m, 'forum', 'פורום', true, true, m, 0, 'other', 1, 'type', 'listed'
    from sections, unnest(array[12, 13]) as m;
  insert into assignments (item_id, user_id, course_id, submission_state, graded)
    select id, user_id, course_id, 'unknown', false from items where moodle_id = 12;
  insert into quizzes (item_id, user_id, course_id, attempts) select id, user_id, course_id, '[]' from items where moodle_id = 13;
  insert into forums (item_id, user_id, course_id) select id, user_id, course_id from items where moodle_id = 12;
  insert into discussions (user_id, course_id, moodle_id, title, message_html, posted_at, modified_at, url, announcement)
    select user_id, id, 78, 'שאלה', '<p>?</p>', now(), now(), 'https://m.example/q', false from courses;
  insert into events (user_id, key, title, kind, due_at, done) select id, 'calendar:2', 'x', 'calendar', now(), false from users;
  insert into moodle_notifications (user_id, moodle_id, subject, created_at, read) select id, 5, 'x', now(), false from users;
`

test('what is stored lives through the migrations to any Moodle, their undoing, and the same again', async () => {
  const empty = await createTestDatabase({ empty: true })
  const { connectionString, db, pool } = empty
  const stored = async () => {
    const { rows } = await pool.query(`
      select (select array_agg(trigger) from sync_jobs) as triggers,
        (select array_agg(moodle_id order by moodle_id) from items) as items,
        (select array_agg(moodle_id) from assignments) as assignments,
        (select array_agg(moodle_id) from quizzes) as quizzes,
        (select array_agg(key) from events) as events
    `)
    return rows
  }
  try {
    await step(connectionString, 'up', 2)
    await pool.query(oldRows)
    const before = await stored()

    await migrate(connectionString)
    expect(await stored()).toEqual(before)
    expect(
      await db.selectFrom('discussions').select(['title', 'announcement', 'reply_count']).execute(),
    ).toEqual([{ title: 'שיעור בוטל', announcement: true, reply_count: 0 }])
    expect(await db.selectFrom('grades').select('last_given').execute()).toEqual([{ last_given: '91.5' }])
    expect(await db.selectFrom('items').select(['detail', 'dates']).limit(1).execute()).toEqual([
      { detail: 'full', dates: [] },
    ])
    await pool.query(newRows)

    await step(connectionString, 'down', migrations.length - 2)
    // What the schema before has no place for is gone, the rest is as it was.
    expect(await stored()).toEqual([{ ...before[0], items: ['10', '11', '12', '13'] }])
    const { rows } = await pool.query('select title from announcements')
    expect(rows).toEqual([{ title: 'שיעור בוטל' }])

    expect(await migrate(connectionString)).toEqual(migrations.slice(2))
    expect(await stored()).toEqual([{ ...before[0], items: ['10', '11', '12', '13'] }])
  } finally {
    await empty.close()
  }
})

const marks = `
  update courses set read_in_job = (select id from sync_jobs), read_at = '2026-11-20', wanted_at = null, opened_at = '2026-11-18';
  insert into courses (user_id, moodle_id, full_name, short_name, visible, hidden_by_student, favourite, shows_grades, url, wanted_at, opened_at)
    select id, 29, 'אלגברה', 'ALG', true, false, false, true, 'https://m.example/29', '2026-11-21', '2026-11-21' from users;
  update items set wanted_at = '2026-11-19', opened_at = '2026-11-19' where moodle_id = 10;
`

test('when what was read or opened moves out of the rows of courses and items, and back', async () => {
  const empty = await createTestDatabase({ empty: true })
  const { connectionString, db, pool } = empty
  const inRows = async () => {
    const { rows } = await pool.query(`
      select moodle_id, read_in_job, read_at, wanted_at, opened_at from courses
      union all select moodle_id, null, null, wanted_at, opened_at from items order by moodle_id
    `)
    return rows
  }
  try {
    await step(connectionString, 'up', 2)
    await pool.query(oldRows)
    await step(connectionString, 'up', 1)
    await pool.query(marks)
    const before = await inRows()
    expect(before).toHaveLength(4)

    await step(connectionString, 'up', 1)
    expect(await db.selectFrom('course_readings').select(['read_in_job', 'read_at']).execute()).toEqual([
      { read_in_job: before[2].read_in_job, read_at: before[2].read_at },
    ])
    expect(await db.selectFrom('openings').selectAll().execute()).toHaveLength(3)

    await step(connectionString, 'down', 1)
    expect(await inRows()).toEqual(before)
  } finally {
    await empty.close()
  }
})
