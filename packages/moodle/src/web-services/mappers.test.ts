import { describe, expect, it } from 'vitest'
import { discussionsSchema, mapAnnouncements } from './announcements.ts'
import { parseData } from './answer.ts'
import { assignmentsSchema, mapAssignments } from './assignments.ts'
import { contentsSchema, mapContents } from './contents.ts'
import { coursesSchema, mapCourses } from './courses.ts'
import { eventsSchema, mapEvents } from './events.ts'
import { gradeItemsSchema, mapGrades } from './grades.ts'
import { mapQuizzes, quizzesSchema } from './quizzes.ts'
import { mapProfile, siteInfoSchema } from './site-info.ts'
import { applySubmissionStatus, submissionStatusSchema } from './submission-status.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('profile', () => {
  const info = { userid: '3', username: 's', fullname: 'A &amp; B', siteurl: 'https://m.example/sub/' }

  it('adopts the address and the release that the site tells', () => {
    const data = siteInfoSchema.parse({ ...info, release: '4.1.4+ (Build: 1)', lang: 'he' })
    expect(mapProfile(data, 'https://asked.example')).toMatchObject({
      moodleUserId: 3,
      fullName: 'A & B',
      siteUrl: 'https://m.example/sub',
      release: '4.1.4',
    })
  })

  it('keeps the asked address where the site tells none that could be one', () => {
    const data = siteInfoSchema.parse({ ...info, siteurl: 'javascript:x' })
    expect(mapProfile(data, 'https://asked.example')).toMatchObject({
      siteUrl: 'https://asked.example',
      release: null,
    })
  })
})

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

describe('contents', () => {
  const file = (changes: object) => ({
    type: 'file',
    filename: 'a.pdf',
    filepath: '/',
    filesize: 10,
    ...changes,
  })
  const read = (module: object) => {
    const sections = [
      { id: 1, section: 0, name: 'S', modules: [{ id: 2, modname: 'resource', name: 'M', ...module }] },
    ]
    return mapContents(contentsSchema.parse(sections), context)[0]?.items[0]
  }

  it('stores addresses of files without token and without forcedownload', () => {
    const fileurl =
      'https://m.example/webservice/pluginfile.php/1/a%20%28b%29.pdf?forcedownload=1&token=secret'
    expect(read({ contents: [file({ fileurl, timemodified: 5 })] })).toMatchObject({
      modifiedAt: at(5),
      files: [
        { url: 'https://m.example/webservice/pluginfile.php/1/a%20%28b%29.pdf', sizeBytes: 10, type: 'file' },
      ],
    })
  })

  it('leaves the target of a link as it is, and drops one that runs a script', () => {
    const link = (fileurl: string) =>
      read({ modname: 'url', contents: [file({ type: 'url', filepath: null, filesize: 0, fileurl })] })?.files
    expect(link('https://zoom.example/j/1?pwd=x&token=theirs')).toMatchObject([
      { url: 'https://zoom.example/j/1?pwd=x&token=theirs', type: 'url', path: '/', sizeBytes: null },
    ])
    expect(link('javascript:alert(1)')).toEqual([])
  })

  it.each([
    'https://m.example/webservice/%74okenpluginfile.php/secret/1/a.pdf',
    'https://m.example/rss/file.php/1/secret/mod_forum/1/rss.xml',
  ])("gives no file by anyone's key: %s", (fileurl) => {
    expect(read({ contents: [file({ fileurl })] })?.files).toEqual([])
  })

  it('gives nothing that a database refuses or that reverses the line', () => {
    const bad = '\u0000\ud800\u202e\u0007'
    const fileurl = `https://m.example/webservice/pluginfile.php/1/${bad}a.pdf?TOKEN=secret`
    const link = { type: 'url', fileurl: `https://x.example/\n${bad}a` }
    const item = read({
      name: `N${bad}&#0;&#8238;`,
      modname: `page${bad}`,
      url: `https://m.example/mod/page/\r\n${bad}view.php?id=1`,
      contents: [
        file({ filename: `a${bad}.pdf`, filepath: `/${bad}x/`, mimetype: `b${bad}`, fileurl }),
        file(link),
      ],
    })
    const shown = JSON.stringify(item)
    expect(shown).not.toMatch(/[\u202a-\u202e]|\\u0000|\\u0007|\\ud800|%00|\\n|secret/i)
    expect(item).toMatchObject({
      url: expect.stringMatching(/view\.php\?id=1$/),
      files: [
        { url: expect.stringMatching(/a\.pdf$/) },
        { url: expect.stringMatching(/^https:\/\/x\.example\/.*a$/) },
      ],
    })
  })

  it("reads a book's chapters by their titles, and not its table of contents", () => {
    const chapter = file({
      filename: 'index.html',
      filepath: '/105/',
      filesize: 0,
      fileurl: 'https://m.example/webservice/pluginfile.php/1/mod_book/chapter/105/index.html',
      content: 'פרק 1',
    })
    const structure = file({ type: 'content', filename: 'structure', fileurl: null, content: '[]' })
    expect(read({ modname: 'book', contents: [structure, chapter] })?.files).toMatchObject([
      { name: 'פרק 1', path: '/105/', type: 'content' },
    ])
  })

  it.each([
    [{ completion: 0 }, null],
    [{ completion: 1, completiondata: { state: 0 } }, false],
    [{ completion: 2, completiondata: { state: 2 } }, true],
    [{ completion: 2, completiondata: { state: 3 } }, false],
    [{ completion: 1, completiondata: [] }, null],
  ])('reads the completion of %j as %j', (module, completed) => {
    expect(read(module)?.completed).toBe(completed)
  })

  it('keeps what is shown but not open, with the reason', () => {
    expect(read({ uservisible: false, availabilityinfo: 'From <strong>Monday</strong>' })).toMatchObject({
      accessible: false,
      availabilityHtml: 'From <strong>Monday</strong>',
    })
  })
})

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

  it('leaves an assignment without submissions one, though it may be graded', () => {
    expect(apply({ lastattempt: { graded: true } }, { nosubmissions: 1 })).toMatchObject({
      submissionState: 'none',
      graded: true,
    })
  })
})

describe('quizzes', () => {
  it('takes 0 for no limit, and lacks what Moodle keeps to itself', () => {
    const quizzes = [
      { id: 1, coursemodule: 2, course: 9, name: 'Q', timelimit: 0, attempts: 0, timeclose: 10 },
      { id: 2, coursemodule: 3, course: 9, name: 'R' },
    ]
    const empty = { timeLimitSeconds: null, attemptsAllowed: null, maxGrade: null, opensAt: null }
    expect(mapQuizzes(quizzesSchema.parse({ quizzes }), context).get(9)).toMatchObject([
      { ...empty, closesAt: at(10) },
      { ...empty, closesAt: null },
    ])
  })
})

describe('grades', () => {
  const read = (item: object) => {
    const usergrades = [{ gradeitems: [{ id: 1, itemtype: 'mod', itemname: 'X', ...item }] }]
    return mapGrades(gradeItemsSchema.parse({ usergrades }), context)[0]
  }

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
    expect(read({ itemtype: 'course', itemname: null })).toMatchObject({
      kind: 'course',
      name: '',
      weightPercent: null,
    })
    expect(read({ itemtype: 'manual' })).toMatchObject({ kind: 'item', itemMoodleId: null })
  })
})

describe('announcements and events', () => {
  it("takes the discussion's id, not its first post's", () => {
    const discussion = {
      id: 354,
      discussion: 274,
      name: 'N &amp; M',
      message: '',
      created: 5,
      userfullname: '',
    }
    expect(
      mapAnnouncements(discussionsSchema.parse({ discussions: [discussion] }), 53, context),
    ).toMatchObject([
      {
        moodleId: 274,
        title: 'N & M',
        authorName: null,
        messageHtml: '',
        modifiedAt: at(5),
        url: 'https://m.example/sub/mod/forum/discuss.php?d=274',
      },
    ])
  })

  it("takes an event's course module, and the activity's own name", () => {
    const event = { id: 1, name: 'Ex 3 is due', activityname: 'Ex 3', modulename: 'assign', instance: 1367 }
    const answer = { events: [{ ...event, eventtype: 'due', timesort: 5, course: { id: 28 }, action: null }] }
    expect(mapEvents(eventsSchema.parse(answer), context)).toMatchObject([
      { title: 'Ex 3', itemMoodleId: 1367, courseMoodleId: 28, at: at(5), actionable: false },
    ])
  })
})
