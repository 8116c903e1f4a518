import { describe, expect, it } from 'vitest'
import {
  calendarEventList,
  calendarEventsSchema,
  mapCalendarEvents,
} from '../web-services/calendar-events.ts'
import { eventsSchema, mapEvents } from './events.ts'
import { parseRows } from './parse-rows.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('action events', () => {
  const event = { id: 1, name: 'Ex 3 is due', activityname: 'Ex 3', modulename: 'assign', instance: 1367 }
  const read = (changes: object = {}) => {
    const events = [{ ...event, eventtype: 'due', timesort: 5, course: { id: 28 }, action: null, ...changes }]
    return mapEvents(eventsSchema.parse({ events }), context)[0]
  }

  it("takes an event's course module, and the activity's own name", () => {
    expect(read()).toMatchObject({
      title: 'Ex 3',
      itemMoodleId: 1367,
      courseMoodleId: 28,
      at: at(5),
      endsAt: null,
      descriptionHtml: null,
      actionable: false,
    })
  })

  it('reads how long it takes and what it is about', () => {
    expect(read({ timeduration: 60, description: '<p>x</p>' })).toMatchObject({
      endsAt: at(65),
      descriptionHtml: '<p>x</p>',
    })
  })

  it('takes the session out of its address', () => {
    expect(read({ url: 'https://m.example/sub/mod/assign/view.php?id=7&sesskey=abc' })?.url).toBe(
      'https://m.example/sub/mod/assign/view.php?id=7',
    )
  })
})

describe('calendar events', () => {
  const event = { id: 5, name: 'E', courseid: 0, eventtype: 'user', timestart: 100, timeduration: 0 }
  const read = (...events: object[]) => {
    const rows = events.map((changes) => ({ ...event, ...changes }))
    return mapCalendarEvents(calendarEventsSchema.parse({ events: rows, warnings: [] }), context)
  }

  it('reads an entry of the student', () => {
    expect(read({ name: 'פגישה', timeduration: 3600, description: '<p>x</p>', modulename: null })).toEqual([
      {
        moodleId: 5,
        courseMoodleId: null,
        itemMoodleId: null,
        modname: null,
        title: 'פגישה',
        type: 'user',
        at: at(100),
        endsAt: at(3700),
        descriptionHtml: '<p>x</p>',
        url: 'https://m.example/sub/calendar/view.php?view=day&course=1&time=100#event_5',
        actionable: false,
      },
    ])
  })

  it('does without an end that is beyond all times', () => {
    const lastDay = Date.UTC(9999, 11, 31) / 1000
    expect(read({ timestart: lastDay, timeduration: 86_400 })).toMatchObject([
      { at: at(lastDay), endsAt: null },
    ])
  })

  it("takes the site's front page for no course", () => {
    const [ofSite, ofCourse] = read(
      { courseid: 1, eventtype: 'site' },
      { id: 6, courseid: 28, eventtype: 'course' },
    )
    expect(ofSite).toMatchObject({ courseMoodleId: null, endsAt: null })
    expect(ofCourse).toMatchObject({ courseMoodleId: 28, url: expect.stringContaining('course=28&') })
  })

  it('leaves out what the list of action events has, and what is hidden', () => {
    const quiz = { courseid: 28, modulename: 'quiz', instance: 66 }
    expect(
      read(
        { ...quiz, eventtype: 'close' },
        { modulename: 'choice', instance: 66, eventtype: 'open' },
        { modulename: 'assign', instance: 3, eventtype: 'due' },
        { visible: 0 },
      ),
    ).toEqual([])
  })

  it('has what that list never has: extensions, and the opening of what closes later', () => {
    const quiz = { courseid: 28, modulename: 'quiz', instance: 66 }
    expect(
      read(
        { ...quiz, id: 1, eventtype: 'open' },
        { ...quiz, id: 2, eventtype: 'close' },
        { id: 3, courseid: 28, modulename: 'assign', instance: 66, eventtype: 'extension' },
      ),
    ).toMatchObject([
      // 66 is the quiz's id in its own table, and no course module's.
      { moodleId: 1, modname: 'quiz', itemMoodleId: null },
      { moodleId: 3, modname: 'assign', itemMoodleId: null },
    ])
  })

  it('lays a broken row to its course, one of the site or the student to none', () => {
    const broken = [28, 1, 0].map((courseid, index) => ({ ...event, id: index + 1, courseid, timestart: 0 }))
    const { answer, misfits } = parseRows(calendarEventList, { events: [event, ...broken] })
    expect(answer.events).toHaveLength(1)
    expect(misfits.map(({ courseMoodleId }) => courseMoodleId)).toEqual([28, null, null])
  })
})
