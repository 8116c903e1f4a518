import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReceivedCall, Refusal } from '../testing/scripted-site.ts'
import {
  answerPage,
  batchHas,
  byCourse,
  collect,
  coursesOf,
  firstReading,
  isAbout,
  readAll,
  startReader,
} from '../testing/start-reader.ts'

describe('what is wrong with one course', () => {
  it('is that course alone, wherever in a batch it fails', async () => {
    const parts = ['core_course_get_contents', 'gradereport_user_get_grade_items'] as const
    const places = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...parts)), {
      maxLength: 5,
    })
    const { reader, change, sent, site } = await startReader({ courses: 6 })
    const courses = await reader.readCourses()
    await fc.assert(
      fc.asyncProperty(places, async (broken) => {
        site.requests.length = 0
        const breaks = (call: ReceivedCall) =>
          broken.some(([id, part]) => call.function === part && isAbout(call, id))
        change((call) => (breaks(call) ? new Refusal('errorcoursecontextnotvalid') : undefined))
        const readings = byCourse(coursesOf(await collect(reader.readAccount(firstReading(courses)))))
        expect(readings.map(({ courseMoodleId }) => courseMoodleId)).toEqual([1, 2, 3, 4, 5, 6])
        for (const reading of readings) {
          const hasLost = (name: string) =>
            broken.some(([id, part]) => id === reading.courseMoodleId && part === name)
          const isBroken = hasLost('core_course_get_contents')
          if (isBroken)
            expect(reading).toMatchObject({ ok: false, error: { code: 'moodle.course_unavailable' } })
          else
            expect(reading).toMatchObject({
              ok: true,
              content: {
                sections: [{}],
                grades: hasLost('gradereport_user_get_grade_items') ? null : [{}],
                assignments: [{ submissionState: 'submitted' }, {}],
                forums: [{ discussions: [{}] }],
              },
            })
        }
        expect(sent('core_course_get_contents').length).toBeGreaterThanOrEqual(6)
      }),
      { numRuns: 30 },
    )
  })

  it('reads a course that shows no grades as having none, and whole', async () => {
    const { reader, change } = await startReader({ courses: 3 })
    change((call) =>
      call.function === 'gradereport_user_get_grade_items' && isAbout(call, 2)
        ? new Refusal('nopermissiontoviewgrades')
        : undefined,
    )
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: true, content: { grades: [{}] } },
      { ok: true, content: { grades: [], forums: [{ discussions: [{}] }] } },
      { ok: true, content: { grades: [{}] } },
    ])
  })

  it.each(['invalidparameter', 'invalidrecord', 'requireloginerror', 'ex_unabletolock'])(
    'reads a course without its grades where the gradebook says %s: they are not told',
    async (errorcode) => {
      const { reader, change } = await startReader({ courses: 2 })
      change((call) =>
        call.function === 'gradereport_user_get_grade_items' && isAbout(call, 2)
          ? new Refusal(errorcode)
          : undefined,
      )
      const { readings } = await readAll(reader)
      expect(byCourse(readings)).toMatchObject([
        { ok: true, content: { grades: [{}] } },
        { ok: true, content: { grades: null, sections: [{}], forums: [{ discussions: [{}] }] } },
      ])
    },
  )

  it.each(['invalidrecord', 'nopermission', 'errorcoursecontextnotvalid'])(
    'leaves a submission unknown that Moodle says %s of, and discussions that may not be seen',
    async (errorcode) => {
      const { reader, change } = await startReader({ courses: 1, assignmentsPerCourse: 3 })
      change(({ function: name, args }) => {
        if (name === 'mod_assign_get_submission_status' && args['assignid'] === 101)
          return new Refusal(errorcode)
        return name === 'mod_forum_get_forum_discussions'
          ? new Refusal('noviewdiscussionspermission')
          : undefined
      })
      const { readings } = await readAll(reader)
      expect(readings).toMatchObject([
        {
          ok: true,
          content: {
            assignments: ['submitted', 'unknown', 'submitted'].map((submissionState) => ({
              submissionState,
            })),
            forums: [{ discussions: null }],
          },
        },
      ])
    },
  )

  it('does not take an assignment without submissions for one that is not graded, where Moodle does not tell', async () => {
    const { reader, change } = await startReader({ courses: 1 })
    change(({ function: name }) => {
      if (name === 'mod_assign_get_submission_status') return new Refusal('nopermission')
      const assignments = [{ id: 100, cmid: 100, name: 'Exam', nosubmissions: 1 }]
      return name === 'mod_assign_get_assignments' ? { courses: [{ id: 1, assignments }] } : undefined
    })
    const { readings } = await readAll(reader)
    expect(readings).toMatchObject([
      { ok: true, content: { assignments: [{ submissionState: 'unknown', graded: false }] } },
    ])
  })

  it.each([
    ['dmlreadexception', 'moodle.call_failed'],
    ['ex_unabletolock', 'moodle.busy'],
    ['dbconnectionfailed', 'moodle.unavailable'],
  ])(
    'fails the course where a submission is lost to %s, rather than know less than before',
    async (errorcode, code) => {
      const { reader, change } = await startReader({ courses: 3 })
      change(({ function: name, args }) =>
        name === 'mod_assign_get_submission_status' && args['assignid'] === 201
          ? new Refusal(errorcode)
          : undefined,
      )
      const { readings } = await readAll(reader)
      expect(byCourse(readings)).toMatchObject([{ ok: true }, { ok: false, error: { code } }, { ok: true }])
    },
  )

  it('fails the course where discussions are lost for another reason', async () => {
    const { reader, change } = await startReader({ courses: 2 })
    change(({ function: name, args }) =>
      name === 'mod_forum_get_forum_discussions' && args['forumid'] === 1
        ? new Refusal('dmlreadexception')
        : undefined,
    )
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: false, error: { code: 'moodle.call_failed', detail: 'dmlreadexception' } },
      { ok: true },
    ])
  })

  it('finds the course whose answer is never JSON, and reads the others', async () => {
    const { reader, site } = await startReader({ courses: 5 })
    site.script.intercept = (request, response) => batchHas(request, 3) && answerPage(response)
    const { readings } = await readAll(reader)
    expect(byCourse(readings).map(({ ok }) => ok)).toEqual([true, true, false, true, true])
    expect(byCourse(readings)[2]).toMatchObject({
      error: { code: 'moodle.unexpected_answer', detail: 'markup' },
    })
  })

  it('finds the course that breaks the connection, and reads the others', async () => {
    const { reader, site } = await startReader({ courses: 5 })
    site.script.intercept = (request, response) => batchHas(request, 3) && Boolean(response.destroy())
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, error: { code: 'moodle.unreachable' } },
      { ok: true },
      { ok: true },
    ])
  })

  it('reads a course whole in smaller batches that was too much at once', async () => {
    const { reader, site } = await startReader({ courses: 2, assignmentsPerCourse: 30 })
    site.script.intercept = (request, response) => request.calls.length > 20 && Boolean(response.destroy())
    const { readings } = await readAll(reader)
    expect(readings.map(({ ok }) => ok)).toEqual([true, true])
  })

  it.each([
    ['attempts', 'mod_quiz_get_user_attempts'],
    ['best grade', 'mod_quiz_get_user_best_grade'],
  ])('tells nothing of a quiz whose %s Moodle keeps to itself', async (_, refused) => {
    const { reader, change } = await startReader({ courses: 2 })
    change(({ function: name, args }) =>
      name === refused && args['quizid'] === 2 ? new Refusal('nopermissions') : undefined,
    )
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: true, content: { quizzes: [{ attempts: [{}], bestGrade: 8 }] } },
      { ok: true, content: { quizzes: [{ attempts: null, bestGrade: null }] } },
    ])
  })

  it('does not take a course without any section for an empty one', async () => {
    const { reader, change } = await startReader({ courses: 2 })
    change((call) => (call.function === 'core_course_get_contents' && isAbout(call, 2) ? [] : undefined))
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'moodle.unexpected_answer' } },
    ])
  })

  it('finds the course whose answer is of the wrong shape', async () => {
    const { reader, change } = await startReader({ courses: 3 })
    change((call) =>
      call.function === 'core_course_get_contents' && isAbout(call, 2) ? [{ id: 1 }] : undefined,
    )
    const { readings } = await readAll(reader)
    expect(byCourse(readings)).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'moodle.unexpected_answer' } },
      { ok: true },
    ])
  })

  it('asks again where Moodle was busy', async () => {
    const { reader, change } = await startReader({ courses: 2 })
    let busy = 2
    change((call) =>
      call.function === 'core_course_get_contents' && isAbout(call, 1) && busy-- > 0
        ? new Refusal('ex_unabletolock')
        : undefined,
    )
    const { readings } = await readAll(reader)
    expect(readings.map(({ ok }) => ok)).toEqual([true, true])
  })
})
