import { describe, expect, it } from 'vitest'
import { parseData } from './answer.ts'
import { courseFactsSchema, mapCourseFacts } from '../web-services/course-facts.ts'
import { coursesSchema, mapCourses } from './courses.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('courses', () => {
  it('takes 0 for no time, and keeps what the student hid', () => {
    const [course] = mapCourses(
      coursesSchema.parse([
        { id: 7, fullname: 'X', startdate: 0, enddate: '1800000000', visible: 1, hidden: true },
      ]),
      context,
    )
    expect(course).toMatchObject({
      startsAt: null,
      endsAt: at(1_800_000_000),
      visible: true,
      hiddenByStudent: true,
      showsGrades: true,
      url: 'https://m.example/sub/course/view.php?id=7',
    })
  })

  it.each([
    [1_800_000_000.75, at(1_800_000_000)],
    ['1800000000.75', at(1_800_000_000)],
    [-5, null],
    [0.5, null],
    [253_402_300_800, null],
    [1e20, null],
    [Infinity, null],
    ['9'.repeat(400), null],
    [null, null],
  ])('reads the time %j as %j', (startdate, startsAt) => {
    expect(mapCourses(coursesSchema.parse([{ id: 7, fullname: 'X', startdate }]), context)).toMatchObject([
      { startsAt },
    ])
  })

  it('says where the shape differs, and not what stood there', () => {
    const read = () => parseData(coursesSchema, [{ id: 'canary', fullname: 'X' }], 'f')
    expect(read).toThrow(
      expect.objectContaining({ code: 'moodle.unexpected_answer', detail: 'shape at 0.id' }),
    )
    expect(read).not.toThrow(/canary/)
  })
})

describe('course facts', () => {
  it('reads the category and the teachers by course, each teacher once', () => {
    const contacts = [{ id: 1, fullname: 'ד&quot;ר כהן' }, { id: 2, fullname: 'ד&quot;ר כהן' }, { id: 3 }]
    const courses = [{ id: 7, categoryname: 'A &amp; B', contacts }, { id: 8 }]
    expect(mapCourseFacts(courseFactsSchema.parse({ courses, warnings: [] }), context)).toEqual(
      new Map([
        [7, { categoryName: 'A & B', teachers: ['ד"ר כהן'] }],
        [8, { categoryName: null, teachers: [] }],
      ]),
    )
  })
})
