import { expect, test } from 'vitest'
import { parseAssignment } from './parse-assignment.ts'
import { parseBook } from './parse-book.ts'
import { parseCourse } from './parse-course.ts'
import { parseFolder } from './parse-folder.ts'
import { parseDiscussion, parseForum } from './parse-forum.ts'
import { parseGradeReport } from './parse-grade-report.ts'
import { parsePage } from './parse-page.ts'
import { parseQuiz } from './parse-quiz.ts'
import { parseUrl } from './parse-url.ts'
import { mapCourseState } from './course-state.ts'
import {
  activity,
  context,
  coursePage,
  discussion,
  forumPage,
  gradeReport,
  makePage,
  oldActivity,
  oldSection,
  section,
  siteUrl,
} from './testing/small-pages.ts'

const itemsOf = (html: string) => parseCourse(html, context).flatMap(({ items }) => items)
const inCourse = (item: Parameters<typeof activity>[0]) =>
  itemsOf(coursePage(section({ id: 1, number: 0, items: activity(item) })))[0]

test('an activity is the same in the markup of 3.11 and of 4.x', () => {
  const item = { id: 9, modname: 'quiz', name: 'Quiz 1 &amp; 2' }
  const [old] = itemsOf(coursePage(oldSection({ id: 1, number: 0, items: oldActivity(item) })))
  expect(inCourse(item)).toMatchObject({
    moodleId: 9,
    modname: 'quiz',
    name: 'Quiz 1 & 2',
    detail: 'outside',
  })
  expect(old).toEqual({ ...inCourse(item), indent: 2 })
})

test('a file module is the address that leads to its file', () => {
  const inside = `<span class="activitybadge">PDF</span><span class="resourcelinkdetails">55.6&nbsp;KB · Uploaded 21/10/26, 21:16</span>`
  expect(inCourse({ id: 9, modname: 'resource', name: 'Lecture 1', inside })?.files).toEqual([
    {
      name: 'Lecture 1.pdf',
      path: '/',
      sizeBytes: 56_934,
      mimeType: null,
      modifiedAt: null,
      url: `${siteUrl}/mod/resource/view.php?id=9&redirect=1`,
      type: 'file',
    },
  ])
})

test('reads dates, completion and what an activity is locked by', () => {
  const inside = `<div data-region="activity-dates"><div><strong>Opened:</strong> Monday, 19 October 2026, 4:59 PM</div><div><strong>Due:</strong> Monday, 2 November 2026, 3:59 PM</div></div>
<div data-region="completion-info"><div data-region="completionrequirements"><span class="alert-success" role="listitem">Done</span><span class="badge-secondary" role="listitem">To do</span></div></div>`
  expect(inCourse({ id: 9, modname: 'assign', name: 'A', inside })).toMatchObject({
    dates: [
      { id: 'allowsubmissionsfromdate', at: new Date('2026-10-19T13:59:00Z') },
      { id: 'duedate', at: new Date('2026-11-02T13:59:00Z') },
    ],
    completed: false,
    completionMode: 'automatic',
  })
  const locked = `<li class="activity modtype_page" id="module-8"><div class="activity-item"><div class="activityname"><span class="instancename">Later</span></div>
<div class="availabilityinfo isrestricted"><i class="icon"></i>Available from <strong>tomorrow</strong></div></div></li>`
  const [item] = itemsOf(coursePage(section({ id: 1, number: 0, items: locked })))
  expect(item).toMatchObject({
    name: 'Later',
    url: null,
    accessible: false,
    availabilityHtml: 'Available from <strong>tomorrow</strong>',
  })
})

test('a subsection is an item of its section and a section of its own', () => {
  const inner = section({ id: 3, number: 2, items: activity({ id: 6, modname: 'url', name: 'Link' }) })
  const outer = `<li class="activity modtype_subsection" id="module-5" data-id="5"><div class="activity-item" data-activityname="More"><div class="activity-altcontent"><ul>${inner}</ul></div></div></li>`
  const sections = parseCourse(coursePage(section({ id: 1, number: 1, items: outer })), context)
  expect(
    sections.map(({ number, parentNumber, items }) => [number, parentNumber, items.map(({ name }) => name)]),
  ).toEqual([
    [1, null, ['More']],
    [2, 1, ['Link']],
  ])
})

test('a text has its words, and the files in them', () => {
  const items = `<li class="activity modtype_label" id="module-4"><div class="activity-altcontent"><div class="no-overflow"><p>See <a href="${siteUrl}/pluginfile.php/3/mod_label/intro/a%20b.pdf?forcedownload=1&amp;token=canary">this</a></p><script>x()</script></div></div></li>`
  const [item] = itemsOf(coursePage(section({ id: 1, number: 0, items })))
  expect(item).toMatchObject({
    detail: 'full',
    name: 'See this',
    files: [{ name: 'a b.pdf', url: `${siteUrl}/pluginfile.php/3/mod_label/intro/a%20b.pdf` }],
  })
  expect(item?.descriptionHtml).toMatch(/^<p>See /)
  expect(JSON.stringify(item)).not.toMatch(/canary|x\(\)/)
})

test('a state that names an item which is not in it is not whole', () => {
  const state = (cm: readonly object[]) =>
    JSON.stringify({ section: [{ id: 1, section: 0, title: 'A', cmlist: ['5'] }], cm })
  expect(mapCourseState(state([{ id: '5', name: 'x', module: 'page' }]), context)[0]?.items).toHaveLength(1)
  expect(() => mapCourseState(state([]), context)).toThrow('missing_cm')
  expect(() => mapCourseState('{"section":[', context)).toThrow('moodle.unexpected_answer')
})

test('grades have their range, weight and feedback, and an action menu is no part of them', () => {
  const menu = '<div>85.50</div><div class="action-menu">Grade analysis 7</div>'
  const [item, category, course] = parseGradeReport(
    gradeReport([
      { id: 1, cmid: 4, grade: menu },
      { id: 2, kind: 'categoryitem' },
      { id: 3, kind: 'courseitem', grade: 'B+' },
    ]),
    context,
  )
  expect(item).toMatchObject({
    grade: 85.5,
    gradeText: '85.50',
    min: 0,
    max: 100,
    weightPercent: 25,
    feedbackHtml: '<p>Well done</p>',
    itemMoodleId: 4,
  })
  expect([category?.kind, category?.grade]).toEqual(['category', null])
  expect([course?.kind, course?.grade, course?.gradeText]).toEqual(['course', null, 'B+'])
})

test('a gradebook that shows letters tells the points by its percentage', () => {
  const [letter, both, words] = parseGradeReport(
    gradeReport([
      { id: 1, grade: 'B+', percent: '87.50 %' },
      { id: 2, grade: '85.00 (B)', percent: '85.00 %' },
      { id: 3, grade: '-', percent: '-' },
    ]),
    context,
  )
  expect([letter?.grade, letter?.letter]).toEqual([87.5, 'B+'])
  expect([both?.grade, both?.letter]).toEqual([85, 'B'])
  expect([words?.grade, words?.letter]).toEqual([null, null])
})

test('a quiz tells its attempts as cards and as a table', () => {
  const best = '<div id="feedback"><h3>Your final grade is 66.67/100.00.</h3></div>'
  const cards = `<div class="card"><h4 class="card-title">Attempt 1</h4><table class="quizreviewsummary"><tbody><tr><td>Finished</td></tr><tr><td>8 Nov 2026, 20:15</td></tr><tr><td>8 Nov 2026, 20:30</td></tr></tbody></table></div>`
  const table = `<table class="quizattemptsummary"><tbody><tr><td>1</td><td>Finished<span class="statedetails">Submitted Sunday, 8 November 2026, 8:30 PM</span></td></tr><tr><td>2</td><td>In progress</td></tr></tbody></table>`
  const parse = (main: string) => parseQuiz(makePage({ bodyId: 'page-mod-quiz-view', main }), context)
  const finishedAt = new Date('2026-11-08T18:30:00Z')
  expect(parse(best + cards)).toMatchObject({
    bestGrade: 66.67,
    maxGrade: 100,
    attempts: [{ number: 1, state: 'finished', startedAt: new Date('2026-11-08T18:15:00Z'), finishedAt }],
  })
  expect(parse(table)).toMatchObject({
    bestGrade: null,
    attempts: [
      { number: 1, state: 'finished', finishedAt },
      { number: 2, state: 'inprogress', finishedAt: null },
    ],
  })
})

test('a book has its chapters under their own names', () => {
  const main = `<div class="book_toc book_toc_numbered"><ul><li><strong>1. First</strong></li><li><a title="Second" href="view.php?id=9&amp;chapterid=12">2. Second</a></li></ul></div>`
  const { chapters } = parseBook(makePage({ bodyId: 'page-mod-book-view', main }), 9, context)
  expect(chapters.map(({ name, url, type }) => [name, url, type])).toEqual([
    ['First', `${siteUrl}/mod/book/view.php?id=9`, 'content'],
    ['Second', `${siteUrl}/mod/book/view.php?id=9&chapterid=12`, 'content'],
  ])
})

test('a link module has its target, and a page its files', () => {
  const link = '<div class="urlworkaround"><a href="https://zoom.example/j/1?pwd=x">Zoom</a></div>'
  expect(parseUrl(makePage({ bodyId: 'page-mod-url-view', main: link }), context).target).toBe(
    'https://zoom.example/j/1?pwd=x',
  )
  const text = `<img src="${siteUrl}/pluginfile.php/1/mod_page/content/2/a.png"><a href="https://else.example/pluginfile.php/x.pdf">x</a>`
  const { files } = parsePage(makePage({ bodyId: 'page-mod-page-view', main: text }), context)
  expect(files.map(({ name }) => name)).toEqual(['a.png'])
})

test('the state of a submission stands in a class', () => {
  const page = (cell: string) =>
    parseAssignment(
      makePage({
        bodyId: 'page-mod-assign-view',
        main: `<div id="intro"><p>Do it</p></div><div class="submissionstatustable"><table><tr>${cell}</tr></table></div>`,
      }),
      context,
    )
  const draft = page('<td class="submissionstatusdraft cell">טיוטה</td><td class="submissiongraded">x</td>')
  expect(draft).toMatchObject({ submissionState: 'draft', graded: true, descriptionHtml: '<p>Do it</p>' })
  expect(page('<td class="cell">Nothing</td>')).toMatchObject({ submissionState: 'new', graded: false })
})

test('a discussion has the text of its first post', () => {
  expect(parseForum(forumPage([31]), context)).toMatchObject({
    type: 'news',
    discussions: [{ moodleId: 31, title: 'Hello 31', replyCount: 2, unreadCount: null, pinned: false }],
  })
  expect(parseDiscussion(discussion(31), context)).toMatchObject({
    title: 'Hello 31',
    authorName: 'Dr. Cohen',
    messageHtml: '<p>Text 31</p>',
    postedAt: new Date('2026-11-05T11:35:54Z'),
    replyCount: 0,
  })
})

test.each([
  [
    'pluginfile.php/5/mod_folder/content/7/a%20b.pdf?forcedownload=1',
    'pluginfile.php/5/mod_folder/content/0/a%20b.pdf',
  ],
  [
    'pluginfile.php?file=/5/mod_folder/content/8/a%20b.pdf&forcedownload=1',
    'pluginfile.php?file=%2F5%2Fmod_folder%2Fcontent%2F0%2Fa+b.pdf',
  ],
])('a file is at one address whatever its revision: %s', (written, address) => {
  const main = `<div class="foldertree"><ul><li><ul><li><a href="${siteUrl}/${written}"></a></li></ul></li></ul></div>`
  expect(parseFolder(makePage({ bodyId: 'page-mod-folder-view', main }), context).files).toMatchObject([
    { name: 'a b.pdf', url: `${siteUrl}/${address}` },
  ])
})

test.each(['<script>firewall()</script>', 'Page made in 0.2 s', '<!-- proxy -->', '<div id="x">'])(
  'what somebody adds behind a page is not the page’s: %s',
  (addition) => {
    const html = coursePage(
      section({ id: 1, number: 0, items: activity({ id: 6, modname: 'url', name: 'Link' }) }),
    )
    expect(parseCourse(`${html}\n${addition}`, context)).toEqual(parseCourse(html, context))
  },
)
