import { itemKinds } from '@spike/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyItem, type ItemFacts } from './classify-item.ts'
import { labelledItems } from './labelled/rows.ts'
import { measure } from './measure.ts'

function classify(name: string, facts: Partial<ItemFacts> = {}) {
  return classifyItem({ modname: 'resource', section: '', name, ...facts })
}

describe('two cues in one name', () => {
  it.each([
    ['פתרון מבחן 2020 מועד ב', 'solution'],
    ['הקלטת תרגול 4', 'recording'],
    ['תרגול 3 + פתרון', 'tutorial'],
    ['מבחן 2022 ופתרון', 'past_exam'],
    ['סיכום הרצאה 5', 'summary'],
    ['הרצאה 5 - פתרון משוואות', 'lecture'],
    ['דף נוסחאות למבחן', 'summary'],
    ['Lecture 3 - Sample spaces', 'lecture'],
    ['Homework 3 starter code', 'tool'],
    ['Video solution of exam 2020', 'recording'],
    ['حل امتحان 2020', 'solution'],
    ['מבחן 2021 ללא פתרון', 'past_exam'],
    ['דגשים לקראת המבחן', 'exam'],
  ])('calls "%s" a %s', (name, kind) => {
    expect(classify(name).kind).toBe(kind)
  })
})

describe('abbreviations and prefix letters', () => {
  it.each([
    ['ת"ב 2', 'assignment'],
    ['ת״ב 2', 'assignment'],
    ["תרג' 6", 'tutorial'],
    ["הרצ' 7", 'lecture'],
    ['ממ"ן 12', 'assignment'],
    ['HW2', 'assignment'],
    ['PS 5', 'assignment'],
    ['rec3', 'tutorial'],
    ['L10_graphs', 'lecture'],
    ['ובהרצאה הבאה', 'lecture'],
    ['والمحاضرة 4', 'lecture'],
  ])('knows "%s" as %s', (name, kind) => {
    expect(classify(name).kind).toBe(kind)
  })
})

describe('the type of the module', () => {
  it('makes whatever is handed in an assignment, but not an exam', () => {
    expect(classify('מעבדה 3', { modname: 'assign' }).kind).toBe('assignment')
    expect(classify('מבחן בית', { modname: 'assign' }).kind).toBe('exam')
  })

  it('gives way where a student would call it something else', () => {
    expect(classify('תרגיל בית 3', { modname: 'quiz' }).kind).toBe('assignment')
    expect(classify('Pre-course survey', { modname: 'quiz' }).kind).toBe('survey')
  })

  it('tells the live exam from a paper of an earlier year', () => {
    expect(classify('מבחן סופי מועד א', { modname: 'quiz' }).kind).toBe('exam')
    expect(classify('מבחן 2019 מועד א', { modname: 'resource' }).kind).toBe('past_exam')
    expect(classify('תאריכי מבחנים', { modname: 'page' }).kind).toBe('exam')
  })

  it('leaves a bare heading and a glossary as other', () => {
    expect(classify('הרצאות', { modname: 'label' }).kind).toBe('other')
    expect(classify('Key terms', { modname: 'glossary' }).kind).toBe('other')
    expect(classify('השיעור ביום שני בוטל', { modname: 'label' }).kind).toBe('announcement')
  })

  it('calls every live meeting a recording', () => {
    expect(classify('Office hours', { modname: 'zoom' }).kind).toBe('recording')
    expect(classify('קישור לזום', { modname: 'url' }).kind).toBe('recording')
  })
})

describe('a topic', () => {
  it.each([
    ['מצגת 3 - זיכרון עבודה', 'lecture'],
    ['דיני עבודה', 'lecture'],
    ['Data structures', 'lecture'],
  ])('of "%s" is no cue though its words are one elsewhere', (name, kind) => {
    expect(classify(name, { section: 'מצגות' }).kind).toBe(kind)
  })
})

describe('a name that says nothing', () => {
  it('is a reading when it cites a ruling or pages', () => {
    expect(classify('Roe v. Wade').kind).toBe('reading')
    expect(classify("ועקנין נ' המועצה המקומית").kind).toBe('reading')
    expect(classify("בובר - אני ואתה (עמ' 1-20)").kind).toBe('reading')
  })

  it('is what its section holds', () => {
    expect(classify('Greedy algorithms', { section: 'תרגולים' }).kind).toBe('tutorial')
    expect(classify('תרגיל 9', { section: 'פתרונות' }).kind).toBe('solution')
  })

  it('is what its file is named', () => {
    expect(classify('Week 5', { filename: 'hw5.pdf' }).kind).toBe('assignment')
    expect(classify('הדגמה', { filename: 'demo.mp4' }).kind).toBe('recording')
  })

  it('is guessed from the type with little confidence', () => {
    const guess = classify('Eigenvalues')
    expect(guess).toMatchObject({ kind: 'lecture', number: null })
    expect(guess.confidence).toBeLessThan(0.5)
  })
})

describe('numbers', () => {
  it.each([
    ["תרגיל ג'", '3'],
    ['הרצאה י"ב', '12'],
    ['הרצאות 3-4', '3-4'],
    ['תרגיל 3.2', '3-2'],
    ['Lecture 03 - Trees', '3'],
    ['Third lecture', '3'],
    ['المحاضرة ٦', '6'],
    ['المحاضرة الثانية', '2'],
    ['HW #6', '6'],
    ["תרגיל מס' 4", '4'],
    ['04 - Sorting', '4'],
    ['Assignments 1 and 2', '1-2'],
    ['הרצאות ח-ט', '8-9'],
    ['הרצאה 2.1 מבוא', '2-1'],
    ['PS10_solution_v2.pdf', '10'],
    ['HW8sol.pdf', '8'],
  ])('reads "%s" as %s', (name, number) => {
    expect(classify(name).number).toBe(number)
  })

  it.each([
    'מבחן 2020 מועד א',
    'Exam 2019',
    'הרצאה מתאריך 5.1.26',
    'Lecture 12/01/2026',
    'סילבוס תשפ"ו',
    'Calculus 2 syllabus',
    'Assignment (100 points)',
  ])('finds no lesson number in "%s"', (name) => {
    expect(classify(name).number).toBeNull()
  })

  it('takes that of the section when the name is only the kind of document', () => {
    expect(classify('Slides', { section: 'Week 3' }).number).toBe('3')
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'הרצאה',
        "ג'",
        'מבחן',
        '3',
        '-',
        '.',
        '2020',
        'HW',
        '(',
        'حل',
        'פתרון',
        '+',
        ' ',
        '_',
        '1.2',
        '%',
      ),
    )
    .map((parts) => parts.join(' ')),
)
const anyItem = fc.record({
  modname: fc.oneof(
    fc.constantFrom('resource', 'assign', 'quiz', 'label', 'url', 'forum', 'folder'),
    anyText,
  ),
  name: anyText,
  section: anyText,
  filename: fc.option(anyText),
})

describe('any text at all', () => {
  it('gets a known kind, a well-formed number and a reason, the same each time', () => {
    fc.assert(
      fc.property(anyItem, (facts) => {
        const answer = classifyItem(facts)
        expect(itemKinds).toContain(answer.kind)
        expect(answer.number ?? '0').toMatch(/^\d+(-\d+)*$/)
        expect(answer.confidence).toBeGreaterThanOrEqual(0)
        expect(answer.confidence).toBeLessThanOrEqual(1)
        expect(answer.reason).not.toBe('')
        expect(classifyItem(facts)).toEqual(answer)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['-', '3-', "'", '"', 'ו', 'a', 'הרצאה ', 'h.w.', '((', '3.3.'])(
    'takes no longer for a long name of "%s"',
    (piece) => {
      const short = classify(piece.repeat(2_000))
      const start = performance.now()
      expect(classify(piece.repeat(200_000)).kind).toBe(short.kind)
      // A backtracking pattern would need minutes.
      expect(performance.now() - start).toBeLessThan(1_000)
    },
  )
})

describe('the labelled names', () => {
  it.each(['development', 'heldOut'] as const)('are at least 95 %% right on kinds: %s', (part) => {
    const result = measure(labelledItems[part])
    expect(result.rightKinds / result.items).toBeGreaterThanOrEqual(0.95)
    expect(result.rightNumbers / result.items).toBeGreaterThanOrEqual(0.95)
  })
})
