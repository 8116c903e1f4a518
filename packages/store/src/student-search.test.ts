import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCourse, addFile, addItem, addSection } from '../../../tests/support/student-rows.ts'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { foldWords, stemsOf } from './fold-words.ts'
import { searchStudentData } from './student-search.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let moodleId = 0
const dayMs = 86_400_000

async function addNamedCourse(userId: string, name: string, more: { ends_at?: Date } = {}) {
  const { db } = database
  const course = { user_id: userId, moodle_id: ++moodleId, full_name: name, short_name: 'x', ...more }
  const own = { user_id: userId, course_id: await addCourse(db, course) }
  const addNamedSection = (sectionName: string) =>
    addSection(db, { ...own, moodle_id: ++moodleId, number: 3, name: sectionName })
  return { ...own, addNamedSection, sectionId: await addNamedSection('כללי') }
}
type Course = Awaited<ReturnType<typeof addNamedCourse>>

const addNamedItem = (course: Course, name: string, more: Record<string, unknown> = {}): Promise<number> =>
  addItem(database.db, {
    user_id: course.user_id,
    course_id: course.course_id,
    section_id: course.sectionId,
    moodle_id: ++moodleId,
    name,
    url: 'https://moodle.example/mod/resource/view.php?id=1',
    position: 1,
    modified_at: new Date('2026-01-01'),
    ...more,
  })

const addNamedFile = ({ user_id, course_id }: Course, itemId: number, name: string): Promise<number> =>
  addFile(database.db, { user_id, course_id, item_id: itemId, name, url: `https://moodle.example/${name}` })

async function addDiscussion(course: Course, title: string, message: string, announcement = true) {
  await database.db
    .insertInto('discussions')
    .values({
      user_id: course.user_id,
      course_id: course.course_id,
      moodle_id: ++moodleId,
      announcement,
      title,
      author_name: 'ד"ר לוי',
      message_html: message,
      posted_at: new Date('2026-02-01'),
      modified_at: new Date('2026-02-01'),
      reply_count: 0,
      pinned: false,
      url: 'https://moodle.example/d',
    })
    .execute()
}

const search = (userId: string, text: string, limit = 20) =>
  searchStudentData(database.db, { userId, text, limit })
const titles = async (userId: string, text: string) =>
  (await search(userId, text)).results.map((result) => result.title)

async function newCourse(name = 'קורס') {
  const { userId } = await addStudent(database.db)
  return addNamedCourse(userId, name)
}

describe('words are found', () => {
  test('whatever is written together with them, both ways', async () => {
    const course = await newCourse()
    const names = ['מבחן', 'המבחן', 'במבחן', 'ובמבחן', 'כשהמבחן', 'שלמבחן']
    for (const name of names) await addNamedItem(course, name)
    for (const asked of ['מבחן ', 'המבחן ', 'ובמבחן ']) {
      expect((await titles(course.user_id, asked)).toSorted()).toEqual(names.toSorted())
    }
    // Exactly what was written comes first.
    for (const asked of names) expect((await titles(course.user_id, `${asked} `))[0]).toBe(asked)
  })

  test('in Arabic and English, with other marks, letters and digits', async () => {
    const course = await newCourse()
    for (const name of ['المدرسة الأولى', 'Élève CS101', 'הַרְצָאָה ג׳', 'תרגיל_03.pdf'])
      await addNamedItem(course, name)
    const first = async (text: string) => (await titles(course.user_id, text))[0]
    expect(await first('مدرسه ')).toBe('المدرسة الأولى')
    expect(await first('والمدرسة ')).toBe('المدرسة الأولى')
    expect(await first('اولى')).toBe('المدرسة الأولى')
    expect(await first('eleve cs1')).toBe('Élève CS101')
    expect(await first("הרצאה ג'")).toBe('הַרְצָאָה ג׳')
    expect(await first('תרגיל ٣ ')).toBe('תרגיל_03.pdf')
  })

  test('while the last one is being written, and whole words alone before it', async () => {
    const course = await newCourse()
    await addNamedItem(course, 'Operating systems')
    expect(await titles(course.user_id, 'operating sys')).toEqual(['Operating systems'])
    expect(await titles(course.user_id, 'operating sys ')).toEqual([])
    expect(await titles(course.user_id, 'oper systems')).toEqual([])
    expect(await titles(course.user_id, 'o')).toEqual(['Operating systems'])
  })

  test('in quotation marks only next to each other', async () => {
    const course = await newCourse()
    await addNamedItem(course, 'מבני הנתונים')
    await addNamedItem(course, 'נתונים של מבני ענק')
    expect(await titles(course.user_id, '"מבני נתונים"')).toEqual(['מבני הנתונים'])
    expect(await titles(course.user_id, 'מבני נתונים ')).toHaveLength(2)
  })

  test('together with the names of the course and the section, but not by those alone', async () => {
    const { userId } = await addStudent(database.db)
    const course = await addNamedCourse(userId, 'אלגברה לינארית')
    await addNamedItem(course, 'תרגול 3')
    await addNamedItem(await addNamedCourse(userId, 'הסתברות'), 'תרגול 3')
    expect(await titles(userId, 'אלגברה תרגול ')).toEqual(['תרגול 3'])
    expect(await titles(userId, 'אלגברה ')).toEqual(['אלגברה לינארית'])
    expect(await titles(userId, 'כללי תרגול')).toHaveLength(2)
  })
})

test('everything that a student has is found, each as what it is', async () => {
  const course = await newCourse('מבוא לפיזיקה')
  await database.db
    .updateTable('courses')
    .set({ summary_html: '<p>זברה בקורס</p>', teachers: JSON.stringify(['פרופ׳ אביב']) })
    .where('id', '=', course.course_id)
    .execute()
  await course.addNamedSection('זברה בפרק')
  const itemId = await addNamedItem(course, 'שיעור', {
    description_html: '<p>על ה<b>זברה</b> &amp; פסיה</p>',
    number: '4',
  })
  await addNamedFile(course, itemId, 'זברה.pdf')
  await addDiscussion(course, 'עדכון', '<p>זברה</p>')
  await addDiscussion(course, 'שאלה', '<p>זברה?</p>', false)
  const { results } = await search(course.user_id, 'זברה')
  expect(
    Map.groupBy(results, (result) => result.type)
      .keys()
      .toArray()
      .toSorted(),
  ).toEqual(['announcement', 'course', 'file', 'item', 'section'])
  const found = (type: string) => results.find((result) => result.type === type)
  expect(found('item')).toMatchObject({
    id: String(itemId),
    itemId: String(itemId),
    courseName: 'מבוא לפיזיקה',
    kind: 'lecture',
    number: '4',
    snippet: [
      { text: 'על ', hit: false },
      { text: 'הזברה', hit: true },
      { text: ' & פסיה', hit: false },
    ],
  })
  expect(found('file')).toMatchObject({ itemId: String(itemId), title: 'זברה.pdf', snippet: [] })
  expect(found('section')?.url).toMatch(/course\/view\.php\?id=\d+#section-3$/)
  expect(
    results
      .filter(({ type }) => type === 'announcement')
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['announcement', 'discussion'])
  expect(await titles(course.user_id, 'אביב')).toEqual(['מבוא לפיזיקה'])
})

test('a word that is still being written is found by what is left of it, but its short rest begins no others', async () => {
  const course = await newCourse()
  for (const name of ['הרצאה', 'רציפות', 'ים']) await addNamedItem(course, name)
  expect(await titles(course.user_id, 'הרצ')).toEqual(['הרצאה'])
  expect(await titles(course.user_id, 'הים')).toEqual(['ים'])
  expect(await titles(course.user_id, 'הרציפ')).toEqual(['רציפות'])
})

test('names come before texts, current courses before old ones, then the newest', async () => {
  const { userId } = await addStudent(database.db)
  const now = await addNamedCourse(userId, 'עכשיו')
  const old = await addNamedCourse(userId, 'פעם', { ends_at: new Date(Date.now() - 400 * dayMs) })
  await addNamedItem(now, 'אחר', { description_html: 'מבחן' })
  await addNamedItem(old, 'מבחן ישן', { modified_at: new Date('2026-09-01') })
  await addNamedItem(now, 'מבחן', { modified_at: new Date('2026-03-01') })
  await addNamedItem(now, 'מבחן חדש', { modified_at: new Date('2026-05-01') })
  expect(await titles(userId, 'מבחן')).toEqual(['מבחן חדש', 'מבחן', 'מבחן ישן', 'אחר'])
})

test('what is gone, what changed and what is of others is not found', async () => {
  const course = await newCourse('ביולוגיה')
  const other = await newCourse('ביולוגיה אחרת')
  const itemId = await addNamedItem(course, 'ארנבת')
  await addNamedFile(course, itemId, 'ארנבת.pdf')
  expect(await titles(course.user_id, 'ארנבת')).toHaveLength(2)
  expect(await titles(other.user_id, 'ארנבת')).toEqual([])
  const set = (values: object) =>
    database.db.updateTable('items').set(values).where('id', '=', itemId).execute()

  await set({ name: 'צב' })
  expect(await titles(course.user_id, 'ארנבת')).toEqual(['ארנבת.pdf'])
  // The file still stands in what has another name now.
  expect((await titles(course.user_id, 'צב')).toSorted()).toEqual(['צב'])
  await set({ gone_at: new Date() })
  expect(await titles(course.user_id, 'צב')).toEqual([])
  expect(await titles(course.user_id, 'ארנבת')).toEqual([])
  await set({ gone_at: null })
  expect(await titles(course.user_id, 'ארנבת')).toEqual(['ארנבת.pdf'])
  await database.db.deleteFrom('files').where('item_id', '=', itemId).execute()
  expect(await titles(course.user_id, 'ארנבת')).toEqual([])

  const courses = database.db.updateTable('courses').where('id', '=', course.course_id)
  await courses.set({ full_name: 'זואולוגיה' }).execute()
  expect(await titles(course.user_id, 'זואולוגיה צב')).toEqual(['צב'])
  expect(await titles(course.user_id, 'ביולוגיה צב')).toEqual([])
  await courses.set({ gone_at: new Date() }).execute()
  expect(await titles(course.user_id, 'צב')).toEqual([])
})

test('deleting a student takes all along', async () => {
  const course = await newCourse()
  await addNamedFile(course, await addNamedItem(course, 'א'), 'ב')
  await database.db.deleteFrom('users').where('id', '=', course.user_id).execute()
  const left = await database.db
    .selectFrom('search_entries')
    .select('type')
    .where('user_id', '=', course.user_id)
    .execute()
  expect(left).toEqual([])
})

test('types and a limit narrow what is found, and it is said that there is more', async () => {
  const course = await newCourse('נמר')
  for (const name of ['נמר 1', 'נמר 2']) await addNamedFile(course, await addNamedItem(course, name), name)
  const found = await searchStudentData(database.db, {
    userId: course.user_id,
    text: 'נמר',
    types: ['file'],
    limit: 1,
  })
  expect(found).toMatchObject({ more: true, results: [{ type: 'file' }] })
  expect(await search(course.user_id, 'נמר', 5)).toMatchObject({ more: false })
})

test('whatever is written is answered', async () => {
  const course = await newCourse()
  await addNamedItem(course, 'שיעור')
  const texts = [
    '',
    '!!!',
    `'`,
    `a' | 'b`,
    ':* & !',
    '<->',
    '\0',
    '\\',
    'א'.repeat(10_000),
    '"'.repeat(300),
    '\ud800',
    '(((',
  ]
  for (const text of texts) expect((await search(course.user_id, text)).results).toEqual([])
})

/** A small generator of its own, so that a failure can be had again. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const scripts = [
  [0x20, 0x7e],
  [0x5b0, 0x5ea],
  [0x5d0, 0x5ea],
  [0x600, 0x6ff],
  [0xa0, 0x24f],
  [0x370, 0x4ff],
  [0x2000, 0x206f],
  [0xfb1d, 0xfb4f],
  [0xfe70, 0xfeff],
  [0x1f300, 0x1f6ff],
] as const

function randomTitles(count: number): string[] {
  const random = createRandom(20_261_122)
  return Array.from({ length: count }, () => {
    const word = () => {
      const [first, last] = scripts[random(scripts.length)] as (typeof scripts)[number]
      return Array.from({ length: 1 + random(8) }, () =>
        String.fromCodePoint(first + random(last - first + 1)),
      ).join('')
    }
    return Array.from({ length: 1 + random(5) }, word).join([' ', '-', '_', ' "', '. '][random(5)])
  })
}

test('whatever length a name and a text have, they are written and their words are found', async () => {
  const { userId } = await addStudent(database.db)
  const course = await addNamedCourse(userId, 'ארוך')
  const name = `תחילה ${Array.from({ length: 150_000 }, (_, at) => at.toString(36)).join(' ')}`
  // Each is eighteen characters once it is folded.
  await addNamedItem(course, name, { description_html: `<p>מילה ${'\ufdfa'.repeat(60_000)}</p>` })
  await addNamedItem(course, 'שני', { description_html: `<p>${'ולכשמהאבגד ושלום '.repeat(3_500)} סוף</p>` })
  expect(await search(userId, 'תחילה מילה ')).toMatchObject({ results: [{ type: 'item' }] })
  expect(await search(userId, 'סוף ')).toMatchObject({ results: [{ title: 'שני' }] })
})

test('the database and this code fold alike', async () => {
  const samples = [...randomTitles(400), 'ΑΣ Σίσυφος', 'İstanbul ½ ﷺ ①', 'כשהמבחן ולכשיבוא مدرسة للطالب 0012']
  const { rows } = await sql<{ words: string[]; stems: string[][] }>`
    select search_words(sample) as words,
      array(select to_json(search_stems(word)) from unnest(search_words(sample)) as word) as stems
    from unnest(${samples}::text[]) with ordinality as samples (sample, place) order by place
  `.execute(database.db)
  for (const [index, sample] of samples.entries()) {
    const words = rows[index]?.words.map((word) => Array.from(word).slice(0, 40).join(''))
    expect([sample, words]).toEqual([sample, foldWords(sample)])
    expect([sample, rows[index]?.stems]).toEqual([sample, foldWords(sample).map(stemsOf)])
  }
})

test('any word of any title finds it', async () => {
  const course = await newCourse()
  const names = randomTitles(30).filter((name) => foldWords(name).length > 0)
  const { rows } = await sql<{ id: number; name: string }>`
    insert into items (user_id, course_id, section_id, moodle_id, modname, name, visible, accessible, position, indent, kind,
      confidence, reason)
    select ${course.user_id}::uuid, ${course.course_id}, ${course.sectionId}, 1000000 + place, 'page', name, true, true, 1, 0,
      'other', 1, 'name'
    from unnest(${names}::text[]) with ordinality as names (name, place)
    returning id, name
  `.execute(database.db)
  for (const { id, name } of rows) {
    for (const word of foldWords(name)) {
      for (const asked of [word, `${word} `, word.slice(0, -1)]) {
        const { results } = await search(course.user_id, asked, 100)
        if (asked === '') continue
        expect([name, asked, results.map((result) => result.id)]).toEqual([
          name,
          asked,
          expect.arrayContaining([String(id)]),
        ])
      }
    }
  }
})
