import { createHash, randomBytes } from 'node:crypto'
import { createSession, saveCredential } from '@spike/store'
import { sql } from 'kysely'
import { addSearchData } from './search-data.ts'
import type { Workbench } from './workbench.ts'

export interface LargeAccount {
  /** What a browser sends to be signed in. */
  readonly sessionId: string
  readonly largeCourseId: string
  readonly courses: number
  readonly items: number
  readonly itemsOfLargeCourse: number
  /** One of the others, which are all alike. */
  readonly meanCourseId: string
  readonly itemsOfMeanCourse: number
}

const courses = 120
const items = 5_000
const itemsOfLargeCourse = 1_000
const sectionsOfLargeCourse = 20
const largeCourseMoodleId = 900_000
const coursesOfThisYear = 40
const sessionMs = 60 * 60_000

/** A student of 120 courses and 5,000 items, of which one course has 1,000. Made up, and read just now: no sync is due. */
export async function addLargeAccount(bench: Workbench, institutionId: string): Promise<LargeAccount> {
  const { db } = bench
  const userId = await addSearchData(db, {
    institutionId,
    moodleUserId: 990_001,
    items: items - itemsOfLargeCourse,
    courses: courses - 1,
  })
  const largeCourseId = await addLargeCourse(bench, userId)
  await sql`
    update courses set term = case when moodle_id % 2 = 0 then 'A' else 'B' end,
      academic_year = extract(year from now() - interval '8 months')::int
        - case when moodle_id <= ${coursesOfThisYear} or id = ${largeCourseId} then 0 else 1 + moodle_id::int % 5 end
    where user_id = ${userId}::uuid
  `.execute(db)
  await sql`
    update items set number = (position % 14 + 1)::text,
      kind = (array['lecture', 'tutorial', 'assignment', 'reading', 'quiz', 'recording', 'past_exam', 'assignment'])[position % 8 + 1],
      completed = case when position % 3 = 0 then true end, url = 'https://m.example/i/' || id
    where user_id = ${userId}::uuid
  `.execute(db)
  await sql`
    insert into assignments (user_id, course_id, item_id, due_at, submission_state, graded)
    select user_id, course_id, id, now() + (id % 90 - 45) * interval '1 day',
      case when id % 2 = 0 then 'submitted' else 'new' end, id % 4 = 0
    from items where user_id = ${userId}::uuid and kind = 'assignment'
  `.execute(db)
  await sql`
    insert into quizzes (user_id, course_id, item_id, closes_at, time_limit_seconds, attempts_allowed, best_grade)
    select user_id, course_id, id, now() + (id % 60 - 30) * interval '1 day', 3600, 2, 87
    from items where user_id = ${userId}::uuid and kind = 'quiz'
  `.execute(db)
  await sql`
    insert into course_readings (user_id, course_id, read_at) select user_id, id, now() from courses where user_id = ${userId}::uuid
  `.execute(db)
  await saveCredential(db, bench.sealer, {
    userId,
    credential: { kind: 'token', token: 'never used' },
  })
  const sessionId = randomBytes(32).toString('base64url')
  await createSession(db, {
    idHash: createHash('sha256').update(sessionId).digest(),
    owner: { userId },
    now: new Date(),
    expiresAt: new Date(Date.now() + sessionMs),
  })
  await sql`vacuum analyze`.execute(db)
  return {
    sessionId,
    courses,
    items,
    largeCourseId,
    itemsOfLargeCourse,
    ...(await readMeanCourse(bench, userId)),
  }
}

async function readMeanCourse({ db }: Workbench, userId: string) {
  const course = await db
    .selectFrom('items')
    .select(({ fn }) => ['course_id', fn.countAll<number>().as('items')])
    .where('user_id', '=', userId)
    .groupBy('course_id')
    .orderBy('course_id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { meanCourseId: String(course.course_id), itemsOfMeanCourse: course.items }
}

async function addLargeCourse({ db }: Workbench, userId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into courses (user_id, moodle_id, full_name, short_name, visible, hidden_by_student, favourite, shows_grades, url)
    values (${userId}::uuid, ${largeCourseMoodleId}, 'קורס גדול', 'LARGE', true, false, true, true, 'https://m.example/c/large')
    returning id
  `.execute(db)
  const id = rows[0]?.id
  if (!id) throw new Error('The large course was not stored')
  await sql`
    insert into sections (user_id, course_id, moodle_id, number, name, visible, summary_html)
    select ${userId}::uuid, ${id}, ${largeCourseMoodleId} + n, n, 'נושא ' || n, true, '<p>מה שנלמד בשבוע זה.</p>'
    from generate_series(1, ${sectionsOfLargeCourse}::int) as n
  `.execute(db)
  await sql`
    insert into items (user_id, course_id, section_id, moodle_id, modname, name, description_html, visible, accessible, position,
      indent, kind, confidence, reason)
    select s.user_id, s.course_id, s.id, s.moodle_id * 100 + n, 'resource',
      (array['הרצאה', 'תרגול', 'תרגיל בית', 'קריאה', 'בוחן', 'הקלטה', 'מבחן לדוגמה', 'תרגיל רשות'])[n % 8 + 1] || ' ' || n
        || ' – נושא ' || s.number,
      case when n % 2 = 0 then '<p>נא לקרוא את הפרק הראשון לפני השיעור, ולהביא <b>שאלות</b>.</p>' end,
      true, true, n, 0, 'other', 1, 'name'
    from sections s, generate_series(1, ${itemsOfLargeCourse / sectionsOfLargeCourse}::int) as n
    where s.course_id = ${id}
  `.execute(db)
  await sql`
    insert into files (user_id, course_id, item_id, path, name, type, url, mime_type, size_bytes, position)
    select user_id, course_id, id, '/', replace(name, ' ', '_') || '.pdf', 'file', 'https://m.example/f/' || id, 'application/pdf',
      120000, 0
    from items where course_id = ${id} and position % 3 <> 1
  `.execute(db)
  return String(id)
}
