import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyCourse, type CourseFacts } from './classify-course.ts'

function classify(facts: Partial<CourseFacts>) {
  return classifyCourse({
    fullname: null,
    shortname: null,
    idnumber: null,
    category: null,
    startdate: null,
    enddate: null,
    ...facts,
  })
}

describe('academic year and term from names', () => {
  it.each([
    ['אלגברה לינארית תשפ"ו סמסטר א', 2025, 'A'],
    ["אלגברה לינארית תשפו סמ' ב'", 2025, 'B'],
    ['פיזיקה - קיץ תשפ״ה', 2024, 'summer'],
    ['Physics 5786 semester A', 2025, 'A'],
    ['Calculus 2025-2026', 2025, null],
    ['Calculus 2025/26 Spring', 2025, 'B'],
    ['Spring 2026 - Databases', 2025, 'B'],
    ['Databases Fall 2025', 2025, 'A'],
    ['Databases SP26', 2025, 'B'],
    ['CS101 Sem B 2025/26', 2025, 'B'],
    ['סמינר שנתי תשפ"ה', 2024, 'year'],
    ['مقدمة في الحاسوب الفصل الأول 2025-2026', 2025, 'A'],
    ['مقدمة الفصل الثاني 2025/2026', 2025, 'B'],
    ['אלגברה (תשפ"ו, א\')', 2025, 'A'],
    ['Statistics (Annual) 2025-2026', 2025, 'year'],
    ['الفصل الصيفي 2025-2026', 2025, 'summer'],
    ['אלגוריתמים 1 - חורף 2025/2026', 2025, 'A'],
    ['מיומנויות כתיבה תשפ"ו סמסטרים א-ב', 2025, 'year'],
    ["מבוא למחקר 2025-2026 סמ' א'+ב'", 2025, 'year'],
    ['ספרות עולם - תשפ"ו - א+ב', 2025, 'year'],
    ['מבוא לסוציולוגיה 2025-26 א', 2025, 'A'],
    ['Ulpan Hebrew August 2026', 2025, 'summer'],
    ['סדנה, נובמבר 2025', 2025, 'A'],
    ['20283 - מבני נתונים', null, null],
    ['ספרות 1950-2000', null, null],
    ["מבוא לכלכלה א'", null, null],
    ['חשבון אינפיניטסימלי 2', null, null],
  ])('reads "%s"', (fullname, academicYear, term) => {
    expect(classify({ fullname })).toMatchObject({ academicYear, term })
  })

  it.each([
    ['0382-3886-03-2026A', 2026, 'A'],
    ['0352-4996-01-2026B', 2026, 'B'],
    ['0375-3775-02-2025S', 2025, 'summer'],
    ['03823886032026A', 2026, 'A'],
    ['234218-202402', 2024, 'B'],
    ['372-1-1105-2026-1', 2025, 'A'],
    ['20441-2026a', 2025, 'A'],
    ['67101-20252', 2024, 'B'],
    ['20261', 2026, 'A'],
    ['ART101-S26', 2025, 'B'],
  ])('reads the code %s', (shortname, academicYear, term) => {
    expect(classify({ shortname })).toMatchObject({ academicYear, term })
  })

  it('reads the category where the names are silent', () => {
    expect(classify({ fullname: 'Logic', category: 'תשפ"ו / סמסטר ב\'' })).toMatchObject({
      academicYear: 2025,
      term: 'B',
    })
  })
})

describe('dates', () => {
  it.each([
    ['2026-10-17', '2027-01-29', 2026, 'A'],
    ['2027-03-06', '2027-06-25', 2026, 'B'],
    ['2026-07-18', '2026-09-11', 2025, 'summer'],
    ['2025-10-20', '2026-07-10', 2025, 'year'],
    ['2024-11-03', '2025-06-30', 2024, 'year'],
    ['2026-01-04', null, 2025, 'A'],
  ])('tell the rest: %s to %s', (startdate, enddate, academicYear, term) => {
    expect(classify({ fullname: 'Logic', startdate, enddate })).toMatchObject({ academicYear, term })
  })

  it('give way to the name, and the reason says so', () => {
    const answer = classify({
      fullname: 'לוגיקה תשפ"ו סמסטר ב',
      startdate: '2024-10-27',
      enddate: '2025-01-31',
    })
    expect(answer).toMatchObject({ academicYear: 2025, term: 'B' })
    expect(answer.reason).toContain('the dates say another year and term')
  })

  it('tell which year a code means that could mean two', () => {
    expect(classify({ shortname: 'CS-2026B', startdate: '2026-03-08' })).toMatchObject({
      academicYear: 2025,
      term: 'B',
    })
    expect(classify({ shortname: 'CS-2026B', startdate: '2027-03-07' })).toMatchObject({
      academicYear: 2026,
      term: 'B',
    })
  })

  it('that are no dates tell nothing', () => {
    expect(classify({ fullname: 'Logic', startdate: 'soon', enddate: '0000-00-00' })).toMatchObject({
      academicYear: null,
      term: null,
    })
  })
})

it('answers any text with a year or null and a known term or null', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 200 }))
  fc.assert(
    fc.property(
      fc.record({
        fullname: text,
        shortname: text,
        idnumber: text,
        category: text,
        startdate: text,
        enddate: text,
      }),
      (facts) => {
        const { academicYear, term, reason } = classifyCourse(facts)
        expect(academicYear === null || Number.isInteger(academicYear)).toBe(true)
        expect(['A', 'B', 'summer', 'year', null]).toContain(term)
        expect(reason).not.toBe('')
      },
    ),
  )
})
