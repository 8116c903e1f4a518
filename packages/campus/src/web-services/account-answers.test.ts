import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInToCampus } from '../campus-client.ts'
import type { AssignItem, Course, ForumItem, Item, QuizItem } from '../seed/model.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'

const now = new Date('2026-11-22T13:55:00Z')
const day = 86_400

let campus: Campus
let moodle: Awaited<ReturnType<typeof signInToCampus>>
let userid: string
let current: Course[]

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now })
  moodle = await signInToCampus(campus, 'demo')
  const info = await moodle.call<{ userid: number }>('core_webservice_get_site_info')
  userid = String(info.userid)
})
beforeEach(() => {
  campus.control.reset()
  current = campus.control.listCourses('demo').filter(({ term }) => term === 'current')
})
afterAll(() => campus.close())

const itemsOf = (courses: Course[]) =>
  courses.flatMap((course) => course.sections.flatMap((section) => section.items))
const itemsOfKind = <M extends Item['modname']>(modname: M) =>
  itemsOf(current).filter((item): item is Extract<Item, { modname: M }> => item.modname === modname)

describe('core_course_get_courses_by_field', () => {
  type Answer = {
    courses: { id: number; categoryname: string; contacts: { id: number; fullname: string }[] }[]
  }
  const ask = (value: string, field = 'ids') =>
    moodle.call<Answer>('core_course_get_courses_by_field', { field, value })

  test('names the category and the teachers of the courses asked for, and passes over what is not there', async () => {
    const ids = current.map(({ id }) => id)
    const { courses } = await ask([...ids, 99_999].join(','))
    expect(courses.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    for (const course of courses) {
      const facts = current.find(({ id }) => id === course.id) as Course
      expect(course.categoryname).toBe(facts.category.name)
      const teachers = [facts.teacher, facts.assistant].flatMap((teacher) => teacher?.fullname ?? [])
      expect(course.contacts.map(({ fullname }) => fullname)).toEqual(teachers)
    }
    expect(new Set(courses.map(({ contacts }) => contacts.length))).toEqual(new Set([1, 2]))
  })

  test('shows a stranger less, and knows no other field', async () => {
    const stranger = await signInToCampus(campus, 'none')
    const answer = await stranger.call<Answer>('core_course_get_courses_by_field', {
      field: 'id',
      value: String(current[0]?.id),
    })
    expect(answer.courses[0]).toHaveProperty('contacts')
    expect(answer.courses[0]).not.toHaveProperty('startdate')
    expect(await ask('1', 'teacher')).toMatchObject({ errorcode: 'invalidparameter' })
  })
})

describe('core_calendar_get_calendar_events', () => {
  type Event = {
    id: number
    eventtype: string
    modulename: string | null
    instance: number | null
    courseid: number
    timestart: number
    timeduration: number
  }
  const ask = async (form: Record<string, string> = {}) =>
    moodle.call<{ events: Event[]; warnings: { itemid: number }[] }>('core_calendar_get_calendar_events', {
      ...Object.fromEntries(current.map(({ id }, index) => [`events[courseids][${index}]`, String(id)])),
      ...form,
    })

  test('has what activities, teachers, the student and the site put there, in order of time', async () => {
    const { events } = await ask()
    expect(new Set(events.map(({ eventtype }) => eventtype))).toEqual(
      new Set(['due', 'extension', 'open', 'close', 'course', 'user', 'site']),
    )
    const times = events.map(({ timestart }) => timestart)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    const quiz = itemsOfKind('quiz')[0] as QuizItem
    expect(
      events.filter(({ modulename, instance }) => modulename === 'quiz' && instance === quiz.instance),
    ).toMatchObject([
      { eventtype: 'open', timestart: quiz.timeopen },
      { eventtype: 'close', timestart: quiz.timeclose },
    ])
    expect(events.find(({ eventtype }) => eventtype === 'course')).toMatchObject({
      modulename: null,
      instance: null,
      timeduration: expect.any(Number),
    })
  })

  test('names a deadline by the id it has among the action events', async () => {
    const { events: actions } = await moodle.call<{ events: { id: number; instance: number }[] }>(
      'core_calendar_get_action_events_by_timesort',
      { limitnum: '50', timesortfrom: String(now.getTime() / 1000) },
    )
    const { events } = await ask()
    const ids = new Set(events.map(({ id }) => id))
    expect(actions.length).toBeGreaterThan(10)
    const cmids = new Set(itemsOf(current).map(({ cmid }) => cmid))
    const missing = actions.filter(({ id, instance }) => cmids.has(instance) && !ids.has(id))
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  test('keeps to the time and the kinds asked for, and warns of courses of others', async () => {
    const from = now.getTime() / 1000
    const { events, warnings } = await ask({
      'options[timestart]': String(from),
      'options[timeend]': String(from + 7 * day),
      'options[userevents]': '0',
      'options[siteevents]': '0',
      'events[courseids][99]': '110',
    })
    expect(events.length).toBeGreaterThan(0)
    for (const event of events) {
      expect(event.timestart + event.timeduration).toBeGreaterThanOrEqual(from)
      expect(event.timestart).toBeLessThanOrEqual(from + 7 * day)
      expect(['user', 'site']).not.toContain(event.eventtype)
    }
    expect(warnings.map(({ itemid }) => itemid)).toEqual([110])
  })

  test('without courses has only the student and the site', async () => {
    const { events } = await moodle.call<{ events: Event[] }>('core_calendar_get_calendar_events')
    expect(new Set(events.map(({ eventtype }) => eventtype))).toEqual(new Set(['user', 'site']))
  })
})

describe('message_popup_get_popup_notifications', () => {
  type Answer = {
    notifications: { id: number; subject: string; timecreated: number; read: boolean }[]
    unreadcount: number
  }
  const ask = (form: Record<string, string> = {}) =>
    moodle.call<Answer>('message_popup_get_popup_notifications', { useridto: userid, ...form })

  test('are the newest first, in pages, with what is unread counted', async () => {
    const { notifications: all, unreadcount } = await ask()
    expect(all.length).toBeGreaterThan(10)
    expect(all.filter(({ read }) => !read)).toHaveLength(unreadcount)
    const times = all.map(({ timecreated }) => timecreated)
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    expect((await ask({ limit: '5', offset: '5' })).notifications).toEqual(all.slice(5, 10))
    expect((await ask({ newestfirst: '0' })).notifications).toEqual(all.toReversed())
  })

  test('tell of a new announcement and a new grade, and nothing of others', async () => {
    const before = (await ask()).notifications
    const assign = itemsOfKind('assign').find(({ duedate }) => duedate > now.getTime() / 1000) as AssignItem
    const courseId = current[0]?.id as number
    campus.control.edit('demo', { kind: 'give-grade', cmid: assign.cmid, value: 0 })
    campus.control.edit('demo', { kind: 'post-announcement', courseId, subject: 'אין שיעור', message: 'x' })
    const known = new Set(before.map(({ id }) => id))
    const added = (await ask()).notifications.filter(({ id }) => !known.has(id))
    expect(added.map(({ subject }) => subject).join('\n')).toMatch(/given feedback/)
    expect(added.map(({ subject }) => subject).join('\n')).toMatch(/אין שיעור/)
    expect(await ask({ useridto: '12' })).toMatchObject({ errorcode: 'accessexception' })
  })
})

describe('quiz attempts', () => {
  type Answer = { attempts: { attempt: number; state: string; timefinish: number }[] }
  const ask = (quiz: QuizItem, status: string) =>
    moodle.call<Answer>('mod_quiz_get_user_attempts', { quizid: String(quiz.instance), status })

  test('are told by status, and the best of them is the grade', async () => {
    const seen = new Set<string>()
    for (const quiz of itemsOfKind('quiz')) {
      const all = (await ask(quiz, 'all')).attempts
      const finished = (await ask(quiz, 'finished')).attempts
      const unfinished = (await ask(quiz, 'unfinished')).attempts
      expect(finished.length + unfinished.length).toBe(all.length)
      for (const { state, timefinish } of unfinished) {
        expect(timefinish).toBe(0)
        seen.add(state)
      }
      const best = await moodle.call<{ hasgrade: boolean; grade?: number }>('mod_quiz_get_user_best_grade', {
        quizid: String(quiz.instance),
      })
      expect(best.hasgrade).toBe(finished.some(({ state }) => state === 'finished'))
    }
    expect(seen).toEqual(new Set(['inprogress', 'overdue']))
  })

  test('have one more when a grade was given by hand', async () => {
    const quiz = itemsOfKind('quiz').find(({ timeopen }) => timeopen > now.getTime() / 1000) as QuizItem
    expect((await ask(quiz, 'all')).attempts).toEqual([])
    campus.control.edit('demo', { kind: 'give-grade', cmid: quiz.cmid, value: 80 })
    expect((await ask(quiz, 'all')).attempts).toMatchObject([{ attempt: 1, state: 'finished' }])
    expect(await ask(quiz, 'nonsense')).toMatchObject({ errorcode: 'invalidparameter' })
  })
})

describe('discussions', () => {
  type Answer = { discussions: { discussion: number; numunread: number; pinned: boolean }[] }
  const ask = (forum: ForumItem, form: Record<string, string> = {}) =>
    moodle.call<Answer>('mod_forum_get_forum_discussions', { forumid: String(forum.instance), ...form })

  test('of a busy forum come in pages', async () => {
    const busy = itemsOfKind('forum').find(({ discussions }) => discussions.length > 20) as ForumItem
    const { discussions: all } = await ask(busy)
    expect(all).toHaveLength(30)
    const pages = await Promise.all(
      ['0', '1', '2', '3', '4'].map(async (page) => (await ask(busy, { page, perpage: '8' })).discussions),
    )
    expect(pages.map((page) => page.length)).toEqual([8, 8, 8, 6, 0])
    expect(pages.flat()).toEqual(all)
  })

  test('count what is unread as the forum does, and a pinned one comes first', async () => {
    const forums = await moodle.call<{ id: number; istracked: boolean; unreadpostscount?: number }[]>(
      'mod_forum_get_forums_by_courses',
      Object.fromEntries(current.map(({ id }, index) => [`courseids[${index}]`, String(id)])),
    )
    const tracked = forums.filter(({ istracked }) => istracked)
    expect(tracked.some(({ unreadpostscount }) => (unreadpostscount ?? 0) > 0)).toBe(true)
    for (const forum of itemsOfKind('forum')) {
      const { discussions } = await ask(forum)
      const unread = discussions.reduce((sum, { numunread }) => sum + numunread, 0)
      expect(unread).toBe(forums.find(({ id }) => id === forum.instance)?.unreadpostscount ?? 0)
      if (forum.discussions.some(({ isPinned }) => isPinned))
        expect(discussions.map(({ pinned }) => pinned)).toEqual(discussions.map((_, index) => index === 0))
    }
  })
})

test('grades are told as letters beside the number, or instead of it', async () => {
  type GradeItem = { graderaw: number | null; gradeformatted: string; lettergradeformatted?: string }
  const read = async (letters: Course['letters']) => {
    const courses = campus.control.listCourses('demo')
    const course = courses.find((one) => one.letters === letters && one.term === 'past') as Course
    const answer = await moodle.call<{ usergrades: { gradeitems: GradeItem[] }[] }>(
      'gradereport_user_get_grade_items',
      { courseid: String(course.id) },
    )
    return answer.usergrades[0]?.gradeitems.filter(({ graderaw }) => graderaw !== null) ?? []
  }
  for (const item of await read('beside')) {
    expect(item.gradeformatted).toMatch(/^\d+\.\d\d$/)
    expect(item.lettergradeformatted).toMatch(/^[A-F][+-]?$/)
  }
  for (const item of await read('instead')) {
    expect(item.gradeformatted).toMatch(/^[A-F][+-]?$/)
    expect(item).not.toHaveProperty('lettergradeformatted')
  }
  expect((await read(null))[0]).not.toHaveProperty('lettergradeformatted')
})
