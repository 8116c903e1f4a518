import { expect, test } from 'vitest'
import type { ReceivedCall } from './testing/scripted-site.ts'
import { isAbout, readAll, startReader } from './testing/start-reader.ts'
import { readAll as readWebsite, startSite } from './website/testing/small-site.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const tooLarge = (detail: string) => ({ ok: false, error: { code: 'moodle.answer_too_large', detail } })

const module = (id: number) => ({ id, modname: 'page', name: `Page ${id}` })
const sections = (count: number) => ids(count).map((id) => ({ id, section: id, name: '', modules: [] }))
const oneSection = (modules: readonly object[]) => [{ id: 1, section: 0, name: 'S', modules }]
const file = { type: 'file', filename: 'a', fileurl: 'https://m.example/pluginfile.php/1/a' }

test.each([
  ['items', 'core_course_get_contents', () => oneSection(ids(5_001).map(module))],
  ['sections', 'core_course_get_contents', () => sections(1_001)],
  [
    'files',
    'core_course_get_contents',
    () => oneSection([{ ...module(1), contents: ids(20_001).map(() => file) }]),
  ],
  [
    'rows',
    'gradereport_user_get_grade_items',
    () => ({ usergrades: [{ gradeitems: ids(20_001).map((id) => ({ id, itemtype: 'manual' })) }] }),
  ],
])('a course with too many %s fails alone', async (what, name, answer) => {
  const { reader, change } = await startReader({ courses: 2 })
  change((call: ReceivedCall) => (call.function === name && isAbout(call, 2) ? answer() : undefined))
  const { readings } = await readAll(reader)
  expect(readings.find(({ courseMoodleId }) => courseMoodleId === 1)).toMatchObject({ ok: true })
  expect(readings.find(({ courseMoodleId }) => courseMoodleId === 2)).toMatchObject(tooLarge(what))
})

test('a course as large as may be is read', async () => {
  const { reader, change } = await startReader({ courses: 1 })
  change((call) =>
    call.function === 'core_course_get_contents' ? oneSection(ids(5_000).map(module)) : undefined,
  )
  const { readings } = await readAll(reader)
  expect(readings[0]?.ok && readings[0].content.sections[0]?.items).toHaveLength(5_000)
})

test('a structure with too many items fails its course alone', async () => {
  const { reader, site, script } = await startSite({ courses: 2 })
  const state = JSON.stringify({
    section: [{ id: 1, section: 0, title: '', cmlist: ids(5_001) }],
    cm: ids(5_001).map((id) => ({ id, name: `Item ${id}`, module: 'page' })),
  })
  site.change({
    ajax: (call) =>
      call.methodname === 'core_courseformat_get_state' && call.args['courseid'] === 2
        ? state
        : script.ajax?.(call),
  })
  const { readings } = await readWebsite(reader)
  expect(readings).toMatchObject([{ ok: true }, tooLarge('items')])
})

test('a calendar of too many events is not known', async () => {
  const events = ids(20_001).map((id) => ({
    id,
    name: 'E',
    timestart: 1_790_000_000,
    timesort: 1_790_000_000,
    eventtype: 'user',
  }))
  const byWebServices = await startReader({ courses: 1 })
  byWebServices.change((call) =>
    call.function === 'core_calendar_get_calendar_events' ? { events } : undefined,
  )
  expect((await readAll(byWebServices.reader)).events).toBeNull()

  const { reader, site, script } = await startSite({ courses: 1 })
  site.change({
    ajax: (call) =>
      call.methodname.endsWith('monthly_view') ? { weeks: [{ days: [{ events }] }] } : script.ajax?.(call),
  })
  const { parts } = await readWebsite(reader)
  expect(parts.find(({ kind }) => kind === 'events')).toMatchObject({ events: null })
})
