import type { ServerResponse } from 'node:http'
import { afterAll, onTestFinished } from 'vitest'
import { createMoodle } from '../create-moodle.ts'
import type { CourseReading } from '../reading.ts'
import type { MoodleReader, ReaderOptions } from '../site.ts'
import { type ReceivedCall, type ReceivedRequest, startScriptedSite } from './scripted-site.ts'
import { answerLikeMoodle, now, readerOptions } from './small-moodle.ts'

/** How long each wait between two tries would have been; none is really waited for. */
export const delays: number[] = []
export const moodle = createMoodle({ now, delay: async (ms) => void delays.push(ms) })
afterAll(() => moodle.close())

type SmallMoodle = Parameters<typeof answerLikeMoodle>[0]

/** A reader of a small Moodle that a test may change the answers of. */
export async function startReader(small: SmallMoodle, changes: Partial<ReaderOptions> = {}) {
  const normal = answerLikeMoodle(small)
  const site = await startScriptedSite({ answer: normal })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const told = readerOptions(site.url, changes)
  const reader = moodle.openReader({ kind: 'token', token: 'canary-token' }, told.options)
  const sent = (name: string) =>
    site.requests.flatMap(({ calls }) => calls).filter((call) => call.function === name)
  /** Answers otherwise where the test gives something else than undefined. */
  const change = (other: (call: ReceivedCall) => unknown) => {
    site.script.answer = (call) => other(call) ?? normal(call)
  }
  return { ...told, site, reader, sent, change }
}

export async function readAll(reader: MoodleReader) {
  const courses = await reader.readCourses()
  const lists = await reader.readActivityLists(courses, () => {})
  return { courses, lists, readings: await collect(reader.readCourseContents(courses, lists)) }
}

export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of iterable) all.push(one)
  return all
}

export const byCourse = (readings: readonly CourseReading[]) =>
  readings.toSorted((a, b) => a.courseMoodleId - b.courseMoodleId)

export const isAbout = (call: ReceivedCall, course: number) => Number(call.args['courseid']) === course

export function answerPage(response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please wait</html>')
  return true
}

export const batchHas = (request: ReceivedRequest, course: number) =>
  request.calls.some((call) => call.function === 'core_course_get_contents' && isAbout(call, course))
