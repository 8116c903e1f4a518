import { describe, expect, test } from 'vitest'
import { createSite } from '../site.ts'
import { nameHebrewYear } from './academic-calendar.ts'
import { buildCampus } from './campus-content.ts'
import type { Course, Person } from './model.ts'

const now = Date.UTC(2026, 10, 22, 13, 55) / 1000

function openCampus(input: { seed?: string; at?: number } = {}) {
  const content = buildCampus({ seed: input.seed ?? 'spike', now: input.at ?? now })
  const site = createSite({ content, clock: () => input.at ?? now })
  const person = (username: string) => content.findPerson(username) as Person
  const coursesOf = (username: string) => site.listCourses(person(username))
  return { content, site, person, coursesOf }
}

const itemsOf = (courses: Course[]) =>
  courses.flatMap((course) => course.sections.flatMap((section) => section.items))

describe('the campus of a seed', () => {
  test('is the same for the same seed and day, and another for another seed', () => {
    const all = (seed: string, at = now) => openCampus({ seed, at }).coursesOf('demo')
    expect(all('spike')).toEqual(all('spike', now + 3600))
    expect(all('spike')).not.toEqual(all('other'))
  })

  test('gives the demo student 40 courses over three academic years in three languages', () => {
    const courses = openCampus().coursesOf('demo')
    expect(courses).toHaveLength(40)
    expect(new Set(courses.map((course) => course.shortname.slice(-5, -1)))).toEqual(
      new Set(['2024', '2025', '2026']),
    )
    expect(new Set(courses.map((course) => course.language))).toEqual(new Set(['he', 'en', 'ar']))
    expect(new Set(courses.map((course) => course.fullname))).toHaveLength(40)
    expect(courses.filter((course) => course.term === 'current')).toHaveLength(8)
    expect(courses.filter((course) => course.term === 'future')).toHaveLength(1)
    expect(courses.filter((course) => !course.showgrades)).toHaveLength(1)
  })

  test('gives every course 8 to 14 sections, two quizzes, a news forum and a general one', () => {
    for (const course of openCampus().coursesOf('demo')) {
      const items = itemsOf([course])
      expect(course.sections.length).toBeGreaterThanOrEqual(8)
      expect(course.sections.length).toBeLessThanOrEqual(14)
      expect(items.filter((item) => item.modname === 'quiz')).toHaveLength(2)
      const forums = items.filter((item) => item.modname === 'forum').map((forum) => forum.type)
      expect(forums).toEqual(['news', 'general'])
    }
  })

  test('has every kind of module and of file', () => {
    const items = itemsOf(openCampus().coursesOf('demo'))
    expect(new Set(items.map((item) => item.modname))).toEqual(
      new Set([
        'assign',
        'quiz',
        'forum',
        'resource',
        'folder',
        'url',
        'page',
        'label',
        'book',
        'choice',
        'feedback',
        'glossary',
        'data',
        'lti',
        'scorm',
        'workshop',
        'h5pactivity',
        'subsection',
      ]),
    )
    const resources = items.filter((item) => item.modname === 'resource')
    const extensions = new Set(resources.map((item) => item.file.filename.split('.').at(-1)))
    expect(extensions).toEqual(new Set(['pdf', 'pptx', 'docx', 'zip', 'ipynb', 'mp4']))
  })

  test.each(['2026-11-22', '2026-10-02', '2027-02-27', '2027-03-09', '2027-07-01', '2027-09-29'])(
    'has 40 courses, 8 of them running, and at least 169 assignments in every state on %s',
    (day) => {
      const at = Date.parse(day) / 1000
      const { site, person, coursesOf } = openCampus({ at })
      const courses = coursesOf('demo')
      expect(courses).toHaveLength(40)
      const running = courses.filter((course) => course.startdate <= at && course.enddate > at)
      expect(running).toHaveLength(8)
      const states = courses.flatMap((course) =>
        site
          .listItems(course)
          .filter((item) => item.modname === 'assign')
          .map((item) => ({ item, ...site.readAssignState(person('demo'), course, item) })),
      )
      expect(states.length).toBeGreaterThanOrEqual(169)
      expect(new Set(states.map(({ state }) => state))).toEqual(
        new Set([
          'none-needed',
          'not-open',
          'new',
          'draft',
          'submitted',
          'graded',
          'overdue',
          'overdue-with-extension',
          'reopened',
        ]),
      )
      expect(states.filter(({ grade }) => grade?.isHidden === true)).toHaveLength(1)
      expect(states.some(({ item }) => item.teamsubmission)).toBe(true)
    },
  )

  test.each(['2026-10-02', '2026-11-22', '2027-03-09', '2027-09-29'])(
    'gives settled 40 courses on %s, 8 running, 1 to come, none over for less than 60 days',
    (day) => {
      const at = Date.parse(day) / 1000
      const courses = openCampus({ at }).coursesOf('settled')
      expect(courses).toHaveLength(40)
      expect(courses.filter((course) => course.term === 'future')).toHaveLength(1)
      const ended = courses.filter((course) => course.enddate <= at)
      expect(ended).toHaveLength(31)
      expect(ended.filter((course) => course.enddate > at - 60 * 86_400)).toEqual([])
    },
  )

  test('has quizzes with attempts in every state, and grades of 0 beside grades not given', () => {
    const { site, person, coursesOf } = openCampus()
    const items = itemsOf(coursesOf('demo'))
    const attempts = items.flatMap((item) =>
      item.modname === 'quiz' ? site.listQuizAttempts(person('demo'), item) : [],
    )
    expect(new Set(attempts.map(({ state }) => state))).toEqual(
      new Set(['inprogress', 'overdue', 'finished', 'abandoned']),
    )
    expect(attempts.some(({ number }) => number === 2)).toBe(true)
    const grades = coursesOf('demo').flatMap((course) =>
      itemsOf([course]).flatMap((item) =>
        item.modname === 'assign' ? [site.readAssignState(person('demo'), course, item).grade?.value] : [],
      ),
    )
    expect(grades).toContain(0)
    expect(grades).toContain(undefined)
  })

  test('has items done by hand and by rule, quizzes passed and failed', () => {
    const { site, person, coursesOf } = openCampus()
    const completions = new Set(
      coursesOf('demo').flatMap((course) =>
        itemsOf([course]).map((item) => {
          const { mode, state } = site.readCompletion(person('demo'), course, item)
          return `${mode} ${state}`
        }),
      ),
    )
    expect(completions).toEqual(
      new Set(['none 0', 'manual 0', 'manual 1', 'automatic 0', 'automatic 1', 'automatic 2', 'automatic 3']),
    )
  })

  test('gives every item of the catalogue an id of its own', () => {
    const { content } = openCampus()
    const courses = content.catalog.flatMap((term) =>
      term.courses.map((facts) => content.findCourse(facts.id) as Course),
    )
    const items = itemsOf(courses)
    expect(new Set(items.map((item) => item.cmid)).size).toBe(items.length)
    expect(new Set(items.map((item) => item.instance)).size).toBe(items.length)
  })

  test('has students with 0, 6, 120 and about 8 courses, and no stranger', () => {
    const { content, coursesOf } = openCampus()
    expect(coursesOf('none')).toHaveLength(0)
    expect(coursesOf('six')).toHaveLength(6)
    expect(coursesOf('many')).toHaveLength(120)
    for (const username of ['student1', 'student300']) {
      expect(coursesOf(username).length).toBeGreaterThanOrEqual(7)
      expect(coursesOf(username).length).toBeLessThanOrEqual(9)
    }
    expect(content.findPerson('student301')).toBeUndefined()
    expect(content.findPerson('student0')).toBeUndefined()
  })
})

test('a Hebrew year is named as universities write it', () => {
  expect([2024, 2025, 2026, 2054].map(nameHebrewYear)).toEqual(['תשפ"ה', 'תשפ"ו', 'תשפ"ז', 'תתט"ו'])
})
