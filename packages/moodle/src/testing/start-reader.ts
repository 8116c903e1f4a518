import type { ServerResponse } from 'node:http'
import { afterAll, onTestFinished } from 'vitest'
import { createHttpClient } from '../http-client.ts'
import type { CourseReading, CourseSummary } from '../reading.ts'
import type { AccountPart, AccountRequest, MoodleReader, ReaderOptions } from '../site.ts'
import { openWebServicesReader } from '../web-services/reader.ts'
import { type ReceivedCall, type ReceivedRequest, startScriptedSite } from './scripted-site.ts'
import { answerLikeMoodle, now, readerOptions } from './small-moodle.ts'

/** How long each wait between two tries would have been; none is really waited for. */
export const delays: number[] = []
const http = createHttpClient({ now })
afterAll(() => http.close())

export function openReader(options: ReaderOptions): MoodleReader {
  const deps = { http, now, delay: async (ms: number) => void delays.push(ms) }
  return openWebServicesReader(deps, { kind: 'token', token: 'canary-token' }, options)
}

type SmallMoodle = Parameters<typeof answerLikeMoodle>[0]

/** A reader of a small Moodle that a test may change the answers of. */
export async function startReader(small: SmallMoodle, changes: Partial<ReaderOptions> = {}) {
  const normal = answerLikeMoodle(small)
  const site = await startScriptedSite({ answer: normal })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const told = readerOptions(site.url, changes)
  const reader = openReader(told.options)
  const sent = (name: string) =>
    site.requests.flatMap(({ calls }) => calls).filter((call) => call.function === name)
  /** Answers otherwise where the test gives something else than undefined. */
  const change = (other: (call: ReceivedCall) => unknown) => {
    site.script.answer = (call) => other(call) ?? normal(call)
  }
  return { ...told, site, reader, sent, change }
}

/** A first reading of all of them. */
export const firstReading = (courses: readonly CourseSummary[]): AccountRequest => ({
  courses,
  read: courses,
  known: new Map(),
  openedItems: new Set(),
  account: true,
})

export const coursesOf = (parts: readonly AccountPart[]) =>
  parts.flatMap((part) => (part.kind === 'course' ? [part.reading] : []))

export async function readAll(reader: MoodleReader, changes: Partial<AccountRequest> = {}) {
  const courses = await reader.readCourses()
  const parts = await collect(reader.readAccount({ ...firstReading(courses), ...changes }))
  const partOf = <K extends AccountPart['kind']>(kind: K) =>
    parts.find((part): part is Extract<AccountPart, { kind: K }> => part.kind === kind)
  return {
    courses,
    parts,
    readings: coursesOf(parts),
    events: partOf('events')?.events,
    brokenCourses: partOf('events')?.brokenCourses,
    notifications: partOf('notifications')?.notifications,
  }
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
