import { describe, expect, it } from 'vitest'
import { assignmentsSchema, mapAssignments } from './assignments.ts'
import { applySubmissionStatus, submissionStatusSchema } from './submission-status.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('assignments and submissions', () => {
  const listed = (changes: object = {}) => {
    const assignment = { id: 1, cmid: 2, name: 'Ex', grade: 100, duedate: 100, cutoffdate: 0, ...changes }
    const answer = assignmentsSchema.parse({ courses: [{ id: 9, assignments: [assignment] }], warnings: [] })
    const [first] = mapAssignments(answer, context).get(9) ?? []
    if (!first) throw new Error('no assignment')
    return first
  }
  const apply = (status: object, changes?: object) =>
    applySubmissionStatus(listed(changes), submissionStatusSchema.parse(status), context)

  it('reads the list without knowing what was handed in', () => {
    expect(listed()).toMatchObject({
      dueAt: at(100),
      cutOffAt: null,
      maxGrade: 100,
      submissionState: 'unknown',
    })
    expect(listed({ grade: -3, nosubmissions: 1 })).toMatchObject({ maxGrade: null, submissionState: 'none' })
  })

  it('reads the description with what is to be done', () => {
    expect(listed({ intro: '<p>a</p>', activity: '<p>b</p>' }).descriptionHtml).toBe('<p>a</p>\n<p>b</p>')
    expect(listed().descriptionHtml).toBeNull()
  })

  it('has the files that are attached, and those that the description links to, each once', () => {
    const base = 'https://m.example/sub/webservice/pluginfile.php/5/mod_assign'
    const files = listed({
      introattachments: [{ filename: 'ex.pdf', fileurl: `${base}/introattachment/0/ex.pdf`, filesize: 3 }],
      activityattachments: [{ filename: 'b.zip', fileurl: `${base}/activityattachment/0/b.zip` }],
      introfiles: [{ filename: 'a.png', fileurl: `${base}/intro/a.png`, filesize: 4 }],
      intro: `<img src="${base}/intro/a.png"><a href="${base}/intro/more.pdf">x</a>`,
    }).files
    expect(files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ['ex.pdf', 3],
      ['b.zip', null],
      ['a.png', 4],
      ['more.pdf', null],
    ])
  })

  it('reads submissions, extensions and feedback', () => {
    const submission = { status: 'submitted', timemodified: 50 }
    const feedback = { plugins: [{ editorfields: [{ text: '<p>יפה</p>' }] }, { type: 'file' }] }
    expect(
      apply({ lastattempt: { submission, graded: true, extensionduedate: 200 }, feedback }),
    ).toMatchObject({
      submissionState: 'submitted',
      submittedAt: at(50),
      graded: true,
      extendedTo: at(200),
      feedbackHtml: '<p>יפה</p>',
    })
  })

  it.each([
    [{ lastattempt: { submission: { status: 'draft', timemodified: 50 } } }, 'draft'],
    [{ lastattempt: {} }, 'new'],
    [
      { lastattempt: { submission: { status: 'new' }, teamsubmission: { status: 'submitted' } } },
      'submitted',
    ],
    [{ lastattempt: { submission: { status: 'invented' } } }, 'unknown'],
    [{ warnings: [] }, 'unknown'],
  ])('reads %j as %s', (status, state) => {
    expect(apply(status).submissionState).toBe(state)
  })

  it('keeps the feedback for a student of whom nothing is taken', () => {
    const feedback = { plugins: [{ editorfields: [{ text: '<p>יפה</p>' }] }] }
    expect(apply({ feedback })).toMatchObject({
      submissionState: 'none',
      graded: true,
      feedbackHtml: '<p>יפה</p>',
    })
  })

  it('leaves an assignment without submissions one, though it may be graded', () => {
    expect(apply({ lastattempt: { graded: true } }, { nosubmissions: 1 })).toMatchObject({
      submissionState: 'none',
      graded: true,
    })
  })
})
