import { createHash } from 'node:crypto'
import { languages } from '@spike/contract'
import type { FeedEvent } from '@spike/store'
import { translateTo } from '@spike/contract/words'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarETag, writeCalendar } from './write-calendar.ts'

const build = (event: Partial<FeedEvent>): FeedEvent => ({
  id: '1',
  courseId: '7',
  courseName: 'Physics',
  itemId: null,
  title: 'Homework 1',
  kind: 'assignment_due',
  at: '2026-11-25T21:59:00.000Z',
  endsAt: null,
  descriptionHtml: null,
  done: false,
  url: 'https://moodle.example/mod/assign/view.php?id=5',
  submissionState: 'draft',
  updatedAt: new Date('2026-11-20T08:00:00Z'),
  ...event,
})

const write = (event: Partial<FeedEvent>, language: 'he' | 'en' = 'en') =>
  writeCalendar([build(event)], { translate: translateTo(language), language })

/** Parsed strictly by another library: what is no iCalendar throws. */
function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)) }
}

test('a deadline is a moment in UTC with its course, its state and the way to Moodle, and no alarm', () => {
  const text = write({})
  const [event] = parse(text).events
  expect(event?.summary).toBe('Homework 1 · Physics')
  expect(event?.description).toBe(
    'Physics\nAssignment due\nDraft, not handed in\nhttps://moodle.example/mod/assign/view.php?id=5',
  )
  expect(event?.uid).toBe('event-1@spike')
  expect(event?.startDate.toJSDate()).toEqual(new Date('2026-11-25T21:59:00Z'))
  expect(text).toContain('\r\nDTSTART:20261125T215900Z\r\n')
  expect(event?.component.getFirstPropertyValue('dtend')).toBeNull()
  expect(event?.component.getFirstPropertyValue('url')).toBe(
    'https://moodle.example/mod/assign/view.php?id=5',
  )
  expect(event?.component.getAllSubcomponents('valarm')).toEqual([])
  for (const name of ['dtstamp', 'last-modified']) {
    expect(String(event?.component.getFirstPropertyValue(name)), name).toBe('2026-11-20T08:00:00Z')
  }
})

test('the calendar and what is done are named in the language of the student', () => {
  const { calendar, events } = parse(write({ done: true, submissionState: 'submitted' }, 'he'))
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('המועדים שלי ב-Spike')
  expect(events[0]?.summary).toBe('✓ Homework 1 · Physics')
  expect(events[0]?.description).toContain('הוגש')
})

test('a holiday from midnight to midnight is days, a lecture is hours', () => {
  const [holiday] = parse(
    write({ kind: 'calendar', at: '2026-11-21T22:00:00.000Z', endsAt: '2026-11-23T22:00:00.000Z' }),
  ).events
  expect(holiday?.startDate.isDate).toBe(true)
  expect([String(holiday?.startDate), String(holiday?.endDate)]).toEqual(['2026-11-22', '2026-11-24'])
  const [lecture] = parse(
    write({ kind: 'calendar', at: '2026-11-22T08:00:00.000Z', endsAt: '2026-11-22T10:00:00.000Z' }),
  ).events
  expect(String(lecture?.startDate)).toBe('2026-11-22T08:00:00Z')
  expect(String(lecture?.endDate)).toBe('2026-11-22T10:00:00Z')
})

test('a deadline at midnight stays a moment', () => {
  expect(parse(write({ at: '2026-11-21T22:00:00.000Z' })).events[0]?.startDate.isDate).toBe(false)
})

test('a hostile name stays a name: it opens no entry and ends no line', () => {
  const title = 'a\r\nEND:VEVENT\rBEGIN:VALARM\n;,\\:"\u2028x\u0000y'
  const { events } = parse(write({ title, courseName: 'C\r\nATTENDEE:mailto:x@example.org' }))
  expect(events).toHaveLength(1)
  expect(events[0]?.summary).toBe('a END:VEVENT BEGIN:VALARM ;,\\:" x y · C ATTENDEE:mailto:x@example.org')
  expect(events[0]?.attendees).toEqual([])
})

test('long lines are folded at 75 bytes without breaking a letter', () => {
  const title = 'תרגיל בית 😀 '.repeat(20).trim()
  const text = write({ title, courseName: null })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text).not.toContain('\uFFFD')
  expect(parse(text).events[0]?.summary).toBe(title)
})

test('what is told of a calendar without its text is another when anything of it is', () => {
  const etags = [
    calendarETag([build({})], 'he'),
    calendarETag([build({})], 'en'),
    calendarETag([], 'he'),
    calendarETag([build({ done: true })], 'he'),
    calendarETag([build({ submissionState: 'submitted' })], 'he'),
    calendarETag([build({ updatedAt: new Date('2026-11-20T08:00:01Z') })], 'he'),
  ]
  expect(new Set(etags).size).toBe(etags.length)
  expect(calendarETag([build({})], 'he')).toBe(etags[0])
})

test('the text is that of the format: whoever writes it otherwise raises `format`, and then this', () => {
  const events = [
    build({}),
    build({ id: '2', kind: 'calendar', done: true, endsAt: '2026-11-25T23:00:00.000Z' }),
  ]
  const texts = languages.map((language) =>
    writeCalendar(events, { translate: translateTo(language), language }),
  )
  expect(createHash('sha256').update(texts.join('')).digest('base64url')).toBe(
    'QlSHvQ-UvivxoNHZa4Q6eFe6vGi8vf9KRZlaHh_e8r4',
  )
})
