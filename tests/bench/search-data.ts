import type { Database } from '@spike/store'
import { sql } from 'kysely'

export interface SearchData {
  readonly institutionId: string
  readonly moodleUserId: number
  readonly items: number
  readonly courses: number
}

const subjects =
  'אלגברה לינארית,חשבון אינפיניטסימלי,מבני נתונים,מבוא למדעי המחשב,הסתברות,פיזיקה קלאסית,מערכות הפעלה,תורת החישוב,Operating Systems,Machine Learning,كيمياء عامة,تاريخ الشرق الأوسط'.split(
    ',',
  )
const kinds =
  'הרצאה,תרגול,תרגיל בית,פתרון תרגיל,מבחן,המבחן לדוגמה,הקלטת ההרצאה,סיכום,Lecture,Homework,محاضرة,واجب'.split(
    ',',
  )
const texts =
  'במסגרת ההרצאה נלמד על המשפט היסודי ועל שימושיו,הגשה עד יום ראשון בלבד ובזוגות,החומר למבחן כולל את כל הפרקים שנלמדו,נא לקרוא את הפרק הראשון לפני השיעור,שאלות ותשובות בנוגע לבחינה ולמועדים,Read the chapter before the lecture and bring questions,Submit your solution as one file,اقرأ الفصل الأول قبل المحاضرة'.split(
    ',',
  )
// Words of which each stands in a few rows only, made of syllables.
const syllables = 'מר,תק,של,גב,נו,רי,דל,פס,חי,זמ,בר,צל'.split(',')

/** A student with courses of their own, written through the tables that a sync writes. Made up, the same each time. */
export async function addSearchData(db: Database, data: SearchData): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into users (institution_id, moodle_user_id, username, full_name)
    values (${data.institutionId}, ${data.moodleUserId}, ${`search${data.moodleUserId}`}, 'נועה כהן') returning id
  `.execute(db)
  const userId = rows[0]?.id
  if (!userId) throw new Error('The student was not stored')
  const itemsOfCourse = Math.ceil(data.items / data.courses)
  // Most courses ended long ago.
  await sql`
    insert into courses (user_id, moodle_id, full_name, short_name, visible, hidden_by_student, favourite, shows_grades, url,
      starts_at, ends_at)
    select ${userId}::uuid, n, ${pick(subjects, sql`n`)} || ' ' || n, 'C' || n, true, false, false, true, 'https://m.example/c/' || n,
      now() - n * interval '30 days', now() - n * interval '30 days' + interval '120 days'
    from generate_series(1, ${data.courses}::int) as n
  `.execute(db)
  await sql`
    insert into sections (user_id, course_id, moodle_id, number, name, visible)
    select user_id, id, moodle_id * 100 + n, n, 'שבוע ' || n, true
    from courses, generate_series(0, 13) as n where user_id = ${userId}::uuid
  `.execute(db)
  await sql`
    insert into items (user_id, course_id, section_id, moodle_id, modname, name, description_html, visible, accessible, position,
      indent, kind, confidence, reason, modified_at)
    select s.user_id, s.course_id, s.id, s.moodle_id * 1000 + n, 'resource',
      ${pick(kinds, sql`(s.id * 7 + n * 5)`)} || ' ' || n || ' – ' || ${rareWord(sql`(s.id * 31 + n)`)},
      case when n % 2 = 0 then '<p>' || ${pick(texts, sql`(s.id + n)`)} || ' <b>' || ${rareWord(sql`(s.id * 17 + n * 3)`)} || '</b></p>' end,
      true, true, n, 0, 'lecture', 1, 'name', now() - (s.id % 900) * interval '1 day'
    from sections s, generate_series(1, ${Math.ceil(itemsOfCourse / 14)}::int) as n where s.user_id = ${userId}::uuid
    limit ${data.items}
  `.execute(db)
  await sql`
    insert into files (user_id, course_id, item_id, path, name, type, url, position)
    select user_id, course_id, id, '/', replace(name, ' ', '_') || '.pdf', 'file', 'https://m.example/f/' || id, 0
    from items where user_id = ${userId}::uuid and id % 2 = 0
  `.execute(db)
  await sql`
    insert into discussions (user_id, course_id, moodle_id, announcement, title, author_name, message_html, posted_at,
      modified_at, reply_count, pinned, url)
    select user_id, id, moodle_id * 100 + n, true, 'עדכון בנוגע ל' || ${pick(kinds, sql`n`)}, 'ד"ר לוי',
      '<p>' || ${pick(texts, sql`n`)} || '</p>', now() - n * interval '9 days', now() - n * interval '9 days', 0, false,
      'https://m.example/d/' || n
    from courses, generate_series(1, 20) as n where user_id = ${userId}::uuid
  `.execute(db)
  return userId
}

type Fragment = ReturnType<typeof sql>
const pick = (list: readonly string[], number: Fragment) =>
  sql`(${sql.val([...list])}::text[])[${number} % ${sql.lit(list.length)} + 1]`
const rareWord = (number: Fragment) =>
  sql`${pick(syllables, number)} || ${pick(syllables, sql`(${number} / 12)`)} || ${pick(syllables, sql`(${number} / 144)`)}`
