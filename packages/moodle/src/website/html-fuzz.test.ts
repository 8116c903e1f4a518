import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MoodleError } from '../errors.ts'
import { readAjaxAnswer } from './ajax-answer.ts'
import { parseAssignmentIndex } from './parse-assignment-index.ts'
import { parseAssignment } from './parse-assignment.ts'
import { parseBook } from './parse-book.ts'
import { parseCourse } from './parse-course.ts'
import { parseFolder } from './parse-folder.ts'
import { parseDiscussion, parseForum } from './parse-forum.ts'
import { parseGradeReport } from './parse-grade-report.ts'
import { parseLoginPage } from './parse-login.ts'
import { parsePage } from './parse-page.ts'
import { parseProfile } from './parse-profile.ts'
import { parseQuiz } from './parse-quiz.ts'
import { parseUrl } from './parse-url.ts'
import {
  activity,
  assignmentIndex,
  context,
  coursePage,
  discussion,
  forumPage,
  gradeReport,
  loginPage,
  makePage,
  oldActivity,
  oldSection,
  profilePage,
  section,
  siteUrl,
} from './testing/small-pages.ts'

const names = ['label', 'folder', 'assign', 'resource', 'quiz', 'subsection']
const items = names.map((modname, index) => ({ id: index + 1, modname, name: `Item ${index}` }))
const inside = (bodyId: string, main: string) => makePage({ bodyId, main })

/** Every parser with a page that it reads. */
const parsers: readonly {
  readonly name: string
  readonly html: string
  readonly parse: (html: string) => unknown
}[] = [
  {
    name: 'course of 4.x',
    html: coursePage(
      section({ id: 1, number: 0, items: items.map(activity).join('') }) +
        section({ id: 2, number: 1, items: '' }),
    ),
    parse: (html) => parseCourse(html, context),
  },
  {
    name: 'course of 3.11',
    html: coursePage(oldSection({ id: 1, number: 0, items: items.map(oldActivity).join('') })),
    parse: (html) => parseCourse(html, context),
  },
  {
    name: 'assignment index',
    html: assignmentIndex([{ id: 1, due: 'Friday, 27 November 2026, 11:59 PM' }, { id: 2 }]),
    parse: (html) => parseAssignmentIndex(html, context),
  },
  {
    name: 'grade report',
    html: gradeReport([
      { id: 1, cmid: 2, grade: '85.00' },
      { id: 3, kind: 'courseitem' },
    ]),
    parse: (html) => parseGradeReport(html, context),
  },
  { name: 'forum', html: forumPage([1, 2]), parse: (html) => parseForum(html, context) },
  { name: 'discussion', html: discussion(1), parse: (html) => parseDiscussion(html, context) },
  {
    name: 'folder',
    html: inside(
      'page-mod-folder-view',
      `<div class="foldertree"><ul><li><span class="fp-filename"></span><ul><li><a href="${siteUrl}/pluginfile.php/1/a.pdf">a.pdf</a></li></ul></li></ul></div>`,
    ),
    parse: (html) => parseFolder(html, context),
  },
  {
    name: 'book',
    html: inside(
      'page-mod-book-view',
      '<div class="book_toc"><ul><li><a href="view.php?id=1&chapterid=2">A</a></li></ul></div>',
    ),
    parse: (html) => parseBook(html, 1, context),
  },
  {
    name: 'quiz',
    html: inside(
      'page-mod-quiz-view',
      '<table class="quizattemptsummary"><tbody><tr><td>1</td><td>Finished</td></tr></tbody></table>',
    ),
    parse: (html) => parseQuiz(html, context),
  },
  { name: 'page', html: inside('page-mod-page-view', '<p>x</p>'), parse: (html) => parsePage(html, context) },
  {
    name: 'link',
    html: inside('page-mod-url-view', '<div class="urlworkaround"><a href="https://a.example">x</a></div>'),
    parse: (html) => parseUrl(html, context),
  },
  {
    name: 'assignment',
    html: inside(
      'page-mod-assign-view',
      '<div id="intro">x</div><div class="submissionstatustable"><td class="submissionstatusdraft"></td></div>',
    ),
    parse: (html) => parseAssignment(html, context),
  },
  { name: 'profile', html: profilePage(), parse: parseProfile },
  { name: 'login page', html: loginPage(), parse: parseLoginPage },
]

/** The result, or the code of a MoodleError; any other error is the test's failure. */
function outcomeOf(parse: (html: string) => unknown, html: string): unknown {
  try {
    return parse(html)
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    return error.code
  }
}

const scrap = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '<',
    '>',
    '</li>',
    '</ul></div>',
    '<li class="activity modtype_x" id="module-9">',
    '<div class="no-overflow">',
    '<!--',
    '-->',
    '<script>',
    '<table>',
    '"',
    "'",
    '&#0;',
    '&amp;',
    '\0',
    '\ud800',
    'id="',
    '<svg><style>',
    '<iframe src="javascript:x">',
    '<body id="page-x">',
    '</html>',
    '9'.repeat(40),
    '<div>'.repeat(2000),
  ),
)

interface Edit {
  readonly at: number
  readonly drop: number
  readonly put: string
}
const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(60), put: scrap }),
  { minLength: 1, maxLength: 6 },
)
const mutate = (html: string, changes: readonly Edit[]) =>
  changes.reduce((text, { at, drop, put }) => {
    const place = Math.floor(at * text.length)
    return text.slice(0, place) + put + text.slice(place + drop)
  }, html)

test.each(parsers)('the $name is read where it is whole', ({ html, parse }) => {
  expect(outcomeOf(parse, html)).toBeTypeOf('object')
})

test.each(parsers)('the $name in any disorder is a result or an error with a code', ({ html, parse }) => {
  fc.assert(
    fc.property(edits, (changes) => {
      expect(typeof outcomeOf(parse, mutate(html, changes))).toMatch(/object|string/)
    }),
    { numRuns: 150 },
  )
})

test.each(parsers)('the $name that was cut is an error, never a shorter one', ({ html, parse }) => {
  // Of the page's very last bracket nothing hangs.
  for (let length = 0; length < html.length - 1; length += 7)
    expect(outcomeOf(parse, html.slice(0, length))).toBe('moodle.unexpected_answer')
})

test.each(parsers)('a page of anything else is no $name, but an error', ({ parse }) => {
  fc.assert(
    fc.property(fc.array(scrap), (scraps) => {
      expect(outcomeOf(parse, scraps.join(''))).toBeTypeOf('string')
    }),
    { numRuns: 50 },
  )
})

test.each(parsers)('the $name with markup nested without end is an error', ({ html, parse }) => {
  const deep = '<div>'.repeat(200_000)
  expect(outcomeOf(parse, html.replace('</body>', `${deep}</body>`))).toBe('moodle.unexpected_answer')
})

test('an answer of AJAX in any disorder is a result or an error with a code', () => {
  const calls = ['a', 'b'].map((name) => ({ function: name, args: {}, courseMoodleId: null }))
  const whole = JSON.stringify([
    { error: false, data: 1 },
    { error: true, exception: { errorcode: 'x' } },
  ])
  const isTold = (text: string) => {
    const outcome = outcomeOf((json) => readAjaxAnswer(json, calls), text)
    expect(typeof outcome).toMatch(/object|string/)
  }
  fc.assert(fc.property(edits, (changes) => isTold(mutate(whole, changes))))
  fc.assert(fc.property(fc.json(), isTold))
})
