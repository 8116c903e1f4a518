import { describe, expect, it } from 'vitest'
import { gradeItemsSchema, mapGrades } from './grades.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }

describe('grades', () => {
  const read = (item: object) => {
    const usergrades = [{ gradeitems: [{ id: 1, itemtype: 'mod', itemname: 'X', ...item }] }]
    return mapGrades(gradeItemsSchema.parse({ usergrades }), context)?.[0]
  }

  it('are not known where Moodle answers for nobody, and none where it answers for the student', () => {
    const of = (usergrades: object[]) => mapGrades(gradeItemsSchema.parse({ usergrades }), context)
    expect(of([])).toBeNull()
    expect(of([{ gradeitems: [] }])).toEqual([])
  })

  it('keeps no grade and zero apart', () => {
    expect(read({ graderaw: null, gradeformatted: '-' })).toMatchObject({ grade: null, gradeText: null })
    expect(read({ graderaw: 0, gradeformatted: '0.00' })).toMatchObject({ grade: 0, gradeText: '0.00' })
  })

  it('shows nothing of a hidden grade', () => {
    const hidden = {
      graderaw: 88,
      gradeformatted: '88',
      gradeishidden: true,
      feedback: '<p>x</p>',
      gradedategraded: 5,
    }
    expect(read(hidden)).toMatchObject({
      hidden: true,
      grade: null,
      gradeText: null,
      feedbackHtml: null,
      gradedAt: null,
    })
  })

  it('reads weights in percent, and kinds', () => {
    expect(read({ weightraw: 0.07 })).toMatchObject({ weightPercent: 7, kind: 'item' })
    expect(read({ weightraw: 1e308 })).toMatchObject({ weightPercent: null })
    expect(read({ itemtype: 'course', itemname: null })).toMatchObject({
      kind: 'course',
      name: '',
      weightPercent: null,
    })
    expect(read({ itemtype: 'manual' })).toMatchObject({ kind: 'item', itemMoodleId: null })
  })

  it('reads the letter where Moodle gives one, and not that of a hidden grade', () => {
    expect(read({ graderaw: 95, lettergradeformatted: 'A' })).toMatchObject({ letter: 'A' })
    expect(read({ graderaw: 95, gradeformatted: 'A-' })).toMatchObject({ letter: 'A-', gradeText: 'A-' })
    expect(read({ graderaw: 95, gradeformatted: '95.00 (A)' })).toMatchObject({ letter: 'A' })
    expect(read({ graderaw: 95, gradeformatted: '95.00 %' })).toMatchObject({ letter: null })
    expect(read({ graderaw: 2, gradeformatted: 'Good', scaleid: 3 })).toMatchObject({ letter: null })
    expect(read({ lettergradeformatted: '-' })).toMatchObject({ letter: null })
    expect(read({})).toMatchObject({ letter: null })
    expect(read({ graderaw: 95, lettergradeformatted: 'A', gradehiddenbydate: 1 })).toMatchObject({
      hidden: true,
      letter: null,
    })
  })
})
