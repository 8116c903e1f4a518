import { describe, expect, it } from 'vitest'
import { readCourseList } from './course-list.ts'

const context = { language: 'he', siteUrl: 'https://m.example' }
const read = (data: unknown) => readCourseList(data, context)

describe('the list of courses', () => {
  it('keeps a course of which some fields are odd, and the others whole', () => {
    expect(
      read([
        { id: 1, fullname: 'One', startdate: 'soon', visible: [], progress: {} },
        { id: 2, fullname: 'Two', progress: 50 },
      ]),
    ).toMatchObject([
      { moodleId: 1, fullName: 'One', startsAt: null, visible: true, progressPercent: null },
      { moodleId: 2, fullName: 'Two', progressPercent: 50 },
    ])
  })

  it('calls a course without a name by its short name or its number', () => {
    expect(read([{ id: 1, fullname: null, shortname: 'ONE' }, { id: 2 }])).toMatchObject([
      { fullName: 'ONE' },
      { fullName: '#2' },
    ])
  })

  it.each([[[{ id: 1, fullname: 'One' }, { fullname: 'Whose?' }]], [[7]], [{ courses: [] }], [null]])(
    'cannot be told apart in %j',
    (data) => {
      expect(() => read(data)).toThrow(expect.objectContaining({ code: 'moodle.unexpected_answer' }))
    },
  )
})
