import { expect, test } from 'vitest'
import { boundSiteKnowledge, nothingKnown, readSiteKnowledge } from './site-knowledge.ts'
import { readAll, startReader } from './testing/start-reader.ts'

const batch = 'tool_mobile_call_external_functions'
const cost = { callMs: 1, perCourseMs: 0, samples: 1 }

test('of what a site says only what Spike has a use for is kept, and no more of it than that', () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `local_evil_${index}`)
  const kept = boundSiteKnowledge({
    ...nothingKnown,
    transport: 'web_services',
    launchUrl: `https://moodle.example/${'x'.repeat(2_000)}`,
    release: `4.${'5'.repeat(60)}`,
    functions: [...names, batch, 'core_course_get_contents', batch, '__proto__', '\u001b[2J'],
    costs: { core_course_get_contents: cost, local_evil_1: cost, constructor: cost },
  })
  expect(kept).toEqual({
    ...nothingKnown,
    transport: 'web_services',
    functions: ['core_course_get_contents', batch],
    costs: { core_course_get_contents: cost },
  })
  expect(readSiteKnowledge(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
})

test('what was stored before there were bounds is not lost for being over them', () => {
  const stored = { ...nothingKnown, signIn: 'browser', release: 'x'.repeat(61), functions: ['local_evil_1'] }
  expect(readSiteKnowledge(stored)).toEqual({ ...nothingKnown, signIn: 'browser', functions: [] })
})

test('every function that a reading asks for is known, so that its cost is learnt', async () => {
  const { reader, calls } = await startReader({ courses: 2 })
  await readAll(reader)
  const asked = new Set(calls.map((call) => call.function))
  expect(asked.size).toBeGreaterThan(8)
  expect(Object.keys(reader.knowledge.costs).toSorted()).toEqual([...asked].toSorted())
})
