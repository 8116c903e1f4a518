import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../testing/scripted-site.ts'
import {
  answerPage,
  batchHas,
  collect,
  delays,
  firstReading,
  isAbout,
  readAll,
  startReader,
} from '../testing/start-reader.ts'

describe('what is wrong with the site', () => {
  it('tries again what passes, and counts and tells of every try', async () => {
    const { reader, site, calls } = await startReader({ courses: 1 })
    const faults = [
      (response: ServerResponse) => response.destroy(),
      (response: ServerResponse) => response.end('{"exception":'),
    ]
    site.script.intercept = (_, response) => Boolean(faults.shift()?.(response))
    await reader.readProfile()
    expect(reader.requestCount).toBe(3)
    expect(calls.map(({ outcome, request }) => [request, outcome])).toEqual([
      [1, 'moodle.unreachable'],
      [2, 'moodle.unexpected_answer'],
      [3, 'ok'],
    ])
  })

  it('stands back as long as the site asks, and gives up where that is long', async () => {
    const { reader, site, stoodBackMs } = await startReader({ courses: 1 })
    const waits = ['2', '600']
    site.script.intercept = (_, response) =>
      Boolean(response.writeHead(429, { 'retry-after': waits.shift() }).end())
    delays.length = 0
    await expect(reader.readProfile()).rejects.toMatchObject({
      code: 'moodle.rate_limited',
      retryAfterMs: 600_000,
    })
    expect(stoodBackMs).toEqual([2_000, 600_000])
    expect(delays).toEqual([2_000])
  })

  it.each([
    ['invalidtoken', 'moodle.token_invalid'],
    ['sitemaintenance', 'moodle.maintenance'],
    ['sitepolicynotagreed', 'auth.site_setup_required'],
  ])('ends the iteration when a call says %s', async (errorcode, code) => {
    const { reader, change } = await startReader({ courses: 3 })
    change((call) =>
      call.function === 'core_course_get_contents' && isAbout(call, 2) ? new Refusal(errorcode) : undefined,
    )
    await expect(readAll(reader)).rejects.toMatchObject({ code })
  })

  it('tells an expired token from a function that is not served by asking site_info', async () => {
    const expired = await startReader({ courses: 1 })
    await expired.reader.readProfile()
    let deleted = false
    expired.change(() => {
      if (deleted) return new Refusal('invalidtoken')
      deleted = true
      return new Refusal('accessexception')
    })
    await expect(expired.reader.readCourses()).rejects.toMatchObject({ code: 'moodle.token_invalid' })

    const closed = await startReader({ courses: 1 })
    closed.change(({ function: name }) =>
      name === 'core_enrol_get_users_courses' ? new Refusal('accessexception') : undefined,
    )
    await expect(closed.reader.readCourses()).rejects.toMatchObject({ code: 'moodle.access_denied' })
  })

  it('does not take somebody who must act at the university for a student without courses', async () => {
    const { reader, change, sent } = await startReader({ courses: 3 })
    const check = 'core_course_get_enrolled_courses_by_timeline_classification'
    let errorcode = 'forcepasswordchangenotice'
    change(({ function: name }) => {
      if (name === 'core_enrol_get_users_courses') return []
      return name === check && errorcode ? new Refusal(errorcode) : undefined
    })
    await expect(reader.readCourses()).rejects.toMatchObject({ code: 'auth.password_change_required' })
    errorcode = 'nopermissions'
    expect(await reader.readCourses()).toEqual([])
    expect(sent(check)).toHaveLength(2)
  })

  it('asks site_info whether an empty 403 in the middle means what it says, and tries again what passes', async () => {
    const { reader, site } = await startReader({ courses: 6 })
    await reader.readProfile()
    for (const name of ['core_enrol_get_users_courses', 'core_course_get_contents']) {
      let refusals = 1
      site.script.intercept = ({ calls }, response) => {
        const isMet = calls.some((call) => call.function === name) && refusals-- > 0
        return isMet && Boolean(response.writeHead(403).end())
      }
      expect((await readAll(reader)).readings.map(({ ok }) => ok)).toEqual(Array(6).fill(true))
      expect(refusals).toBeLessThan(1)
    }
    site.script.intercept = (_, response) => Boolean(response.writeHead(403).end())
    await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.web_services_off' })
  })

  it('gives what was read before it ends', async () => {
    const { reader, site } = await startReader({ courses: 12 }, { requestsInFlight: 1 })
    const courses = await reader.readCourses()
    let dead = false
    site.script.intercept = (request, response) => {
      dead ||= batchHas(request, 12)
      return dead && Boolean(response.destroy())
    }
    const got: number[] = []
    const reading = (async () => {
      for await (const part of reader.readAccount(firstReading(courses)))
        if (part.kind === 'course') got.push(part.reading.courseMoodleId)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'moodle.unreachable' })
    expect(got.length).toBeGreaterThan(5)
  })

  it('does not take the site apart course by course when all of it answers with pages', async () => {
    const { reader, site } = await startReader({ courses: 40 })
    const courses = await reader.readCourses()
    const before = reader.requestCount
    site.script.intercept = (_, response) => answerPage(response)
    await expect(collect(reader.readAccount(firstReading(courses)))).rejects.toMatchObject({
      code: 'moodle.unexpected_answer',
    })
    expect(reader.requestCount - before).toBeLessThanOrEqual(18)
  })
})
