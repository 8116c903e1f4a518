import { createHash } from 'node:crypto'
import type { CourseDetail, File } from '@spike/contract'
import { createSealer, developmentKey, readCredential } from '@spike/store'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  // What is left open is not freed by waiting.
  const never = 600_000
  stack = await startTestStack({
    api: { fileStreamsPerStudent: streamsPerStudent, fileIdleMs: never, fileTimeoutMs: never },
  })
})
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

const student = 'student2'
const filmBytes = 6 * 1024 * 1024
const streamsPerStudent = 2

/** What opens the site to whoever has it: the token, or the cookie of the session. */
async function readSecret(institution: string): Promise<string> {
  const { id } = await stack.db
    .selectFrom('users')
    .select('id')
    .where('institution_id', '=', institution)
    .executeTakeFirstOrThrow()
  const { credential } = (await readCredential(stack.db, createSealer([developmentKey]), id))!
  return credential.kind === 'token' ? credential.token : credential.cookies['MoodleSession']!
}

describe.each([
  { by: 'a token', webServices: true },
  { by: 'a session of the website', webServices: false },
])('by $by', ({ webServices }) => {
  const universityId = webServices ? 'services' : 'website'

  async function signIn(): Promise<StudentClient> {
    stack.campus.control.setSite({ webServices })
    await stack.addInstitution(universityId)
    const client = await stack.signIn(student, { universityId })
    await client.waitForEnd()
    return client
  }

  let client: StudentClient
  let path: string
  beforeAll(async () => {
    client = await signIn()
    path = `/api/files/${(await findFilm()).id}`
  })
  beforeEach(() => stack.campus.control.setSite({ webServices }))

  /** What was read of the campus's film, once its item was opened. */
  async function findFilm(): Promise<File> {
    const courses = stack.campus.control.listCourses(student)
    const items = courses.flatMap((course) =>
      course.sections.flatMap((section) => section.items.map((item) => ({ course, item }))),
    )
    const film = items.find(({ item }) => item.modname === 'resource' && item.file.mimetype === 'video/mp4')!
    const listed = await client.get<{ courses: { id: string; moodleId: number }[] }>('/api/courses')
    const courseId = listed.courses.find(({ moodleId }) => moodleId === film.course.id)!.id
    const read = async () => {
      const { sections } = await client.get<CourseDetail>(`/api/courses/${courseId}`)
      return sections.flatMap((section) => section.items).find(({ moodleId }) => moodleId === film.item.cmid)!
    }
    const { jobId } = await client.post<{ jobId: string | null }>(`/api/items/${(await read()).id}/open`)
    if (jobId) await client.waitForEnd(jobId)
    return (await read()).files[0]!
  }

  test('a film of six megabytes comes whole, in parts, by its head alone, and not again when it is known', async () => {
    const whole = await client.fetch(path)
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    const content = Buffer.from(await whole.arrayBuffer())
    expect(content).toHaveLength(filmBytes)
    const etag = whole.headers.get('etag')!
    expect(etag).toBe(`"${createHash('sha1').update(content).digest('hex')}"`)

    const ask = (headers: Record<string, string>, method = 'GET') => client.fetch(path, { method, headers })
    const part = await ask({ range: 'bytes=3000000-3099999', 'if-range': etag })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 3000000-3099999/${filmBytes}`,
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(3_000_000, 3_100_000))).toBe(true)
    const end = await ask({ range: 'bytes=-10' })
    expect(Buffer.from(await end.arrayBuffer()).equals(content.subarray(-10))).toBe(true)
    const beyond = await ask({ range: `bytes=${filmBytes}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${filmBytes}`])
    // Who holds the beginning of another film gets all of this one.
    const other = await ask({ range: 'bytes=100-', 'if-range': '"of another"' })
    expect([other.status, Buffer.from(await other.arrayBuffer()).equals(content)]).toEqual([200, true])

    const known = await ask({ 'if-none-match': etag })
    expect([known.status, await known.text()]).toEqual([304, ''])
    const head = await ask({}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(filmBytes),
      '',
    ])

    const secret = await readSecret(universityId)
    const told = [whole, part, beyond, known, head].flatMap(({ headers }) => [...headers]).join()
    expect(told.includes(secret)).toBe(false)
    const logged = stack.logLines.join('')
    expect(logged.includes('/api/files/')).toBe(true)
    expect(logged.includes(secret)).toBe(false)
    expect(stack.campus.control.readCounters().secretsInUrl).toBe(0)
  })

  test('who goes away before the end leaves nothing open at the site and in our own limits', async () => {
    const { control } = stack.campus
    const hanging = control.addFault({ kind: 'timeout', scope: { function: 'pluginfile.php' } })
    const leaving = new AbortController()
    const left = client.fetch(path, { signal: leaving.signal })
    await control.waitForFault(hanging.id)
    expect(control.readCounters().inFlight).toBe(1)
    leaving.abort()
    await expect(left).rejects.toThrow('aborted')
    await expect.poll(() => control.readCounters().inFlight).toBe(0)
    control.clearFaults()

    for (let times = 0; times <= streamsPerStudent; times++) {
      const reading = new AbortController()
      const { body } = await client.fetch(path, { signal: reading.signal })
      await body!.getReader().read()
      reading.abort()
      await expect.poll(async () => (await client.fetch(path, { method: 'HEAD' })).status).toBe(200)
    }
  })

  test('a sign-in that the site forgot is asked for anew, and the file comes after it', async () => {
    const { control } = stack.campus
    if (webServices) control.expireToken(student)
    else control.expireSession(student)
    const refused = await client.fetch(path)
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { error: { code: 'auth.sign_in_again' } },
    ])
    const again = await signIn()
    expect((await again.fetch(path, { method: 'HEAD' })).status).toBe(200)
  })
})
