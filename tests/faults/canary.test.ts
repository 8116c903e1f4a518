import type { CalendarFeed, CourseDetail } from '@spike/contract'
import { dumpDatabase } from '../support/dump-database.ts'
import { createStaff } from '../support/staff.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { institutionId, startTestStack, type TestStack } from '../support/test-stack.ts'
import type { StudentClient } from '../support/student-client.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.close())

const username = 'canary'

/** The ways in which a secret could stand in a text. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
]

/** What a university's page shows after a sign-in that this Spike did not begin. */
const launchLinkOf = (token: string) =>
  `moodlemobile://token=${Buffer.from(`${'0'.repeat(32)}:::${token}`).toString('base64')}`

async function findFile(courseIds: readonly string[], student: StudentClient): Promise<string> {
  for (const courseId of courseIds) {
    const { sections } = await student.get<CourseDetail>(`/api/courses/${courseId}`)
    const files = sections.flatMap(({ items }) => items.flatMap((item) => item.files))
    const file = files.find(({ type }) => type === 'file')
    if (file) return file.id
  }
  throw new Error('This student has no file')
}

test('neither a password nor the token turns up in a log, a table, a job or an answer', async () => {
  const { control } = stack.campus
  const password = stack.campus.accounts.find((account) => account.username === username)!.password
  const wrongPassword = 'wrong-canary-91bc'
  const given = await fetch(`${stack.campus.url}/login/token.php`, {
    method: 'POST',
    body: new URLSearchParams({ username, password, service: 'moodle_mobile_app' }),
  })
  const { token } = (await given.json()) as { token: string }
  const secrets: Record<string, string> = { password, wrongPassword, token }
  expect(new Set([username, ...Object.values(secrets)]).size).toBe(4)

  // A sync that works, one whose site fails on the way, one whose token is refused; a sign-in that is refused.
  const student = await stack.signIn(username, { password })
  await student.waitForEnd()
  control.addFault({ kind: 'html', times: 6, scope: { username } })
  await student.syncAgain()
  control.reset()
  const answers: string[] = []
  const remember = async (response: Response) => {
    answers.push(
      `${response.url} ${response.status}`,
      JSON.stringify([...response.headers]),
      await response.text(),
    )
    return response
  }
  const refused = await fetch(`${stack.apiUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.apiUrl },
    body: JSON.stringify({ universityId: institutionId, username, password: wrongPassword }),
  })
  expect((await remember(refused)).status).toBe(401)
  const { courses } = await student.get<{ courses: { id: string }[] }>('/api/courses')
  const fileId = await findFile(
    courses.map(({ id }) => id),
    student,
  )
  const opened = await student.fetch(`/api/files/${fileId}`)
  expect((await remember(opened)).status).toBe(200)
  const post = (path: string, body: object) =>
    fetch(`${stack.apiUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.apiUrl },
      body: JSON.stringify({ universityId: institutionId, ...body }),
    })
  expect((await remember(await post('/api/auth/launch', {}))).status).toBe(201)
  const pasted = await post('/api/auth/launch/finish', { pasted: token })
  expect((await remember(pasted)).status).toBe(200)
  const unknownLink = await post('/api/auth/launch/finish', { pasted: launchLinkOf(token) })
  expect((await remember(unknownLink)).status).toBe(400)
  // The address of the calendar is a secret too: its owner alone is shown it.
  const made = await student.fetch('/api/account/calendar-feed', { method: 'POST' })
  const { feed } = (await made.json()) as { feed: CalendarFeed }
  const calendarPath = new URL(feed.url).pathname
  expect((await student.fetch('/api/account/calendar-feed')).status).toBe(200)
  const calendar = await fetch(`${stack.apiUrl}${calendarPath}`)
  expect(calendar.status).toBe(200)
  answers.push(JSON.stringify([...calendar.headers]), await calendar.text())
  expect((await fetch(`${stack.apiUrl}${calendarPath.slice(0, -5)}x.ics`)).status).toBe(404)
  secrets['calendarSecret'] = calendarPath.replace(/^.*\/|\.ics$/g, '')
  control.expireToken(username)
  await student.syncAgain()
  expect((await remember(await student.fetch(`/api/files/${fileId}`))).status).toBe(401)

  const ofStudent = [
    '/api/auth/me',
    '/api/institutions',
    '/api/sync-status/active',
    `/api/sync-status/${student.syncJobId}`,
    `/api/sync-status/${student.syncJobId}/events`,
    '/api/courses',
    `/api/courses/${courses[0]!.id}`,
    '/api/deadlines?from=2020-01-01T00:00:00Z',
    '/api/calendar',
    '/api/notifications',
    '/api/search?q=a',
    '/api/grades',
    '/api/changes',
    '/api/push',
    '/api/account/syncs',
    '/api/account/devices',
    '/api/account/export?format=json',
    '/metrics',
    '/health/ready',
  ]
  for (const path of ofStudent) expect((await remember(await student.fetch(path))).status, path).toBe(200)
  const staff = await createStaff(stack)
  const ofStaff = ['jobs', `jobs/${student.syncJobId}`, 'workers', 'stats', 'me']
  for (const path of ofStaff) {
    expect((await remember(await staff.fetch(`/api/admin/${path}`))).status, path).toBe(200)
  }

  const places = {
    'a table': [...(await dumpDatabase(stack.db)).values()].join('\n'),
    'a log line': stack.logLines.join(''),
    'an answer': answers.join('\n'),
  }
  expect(places['a table']).toContain(student.syncJobId)
  expect(places['a log line']).toContain(student.syncJobId)
  for (const [place, text] of Object.entries(places)) {
    for (const [name, secret] of Object.entries(secrets)) {
      for (const form of formsOf(secret)) {
        expect(text.includes(form), `the ${name} is in ${place}, as ${form.slice(0, 4)}…`).toBe(false)
      }
    }
  }
  expect(control.readCounters().secretsInUrl).toBe(0)
})

test('what graphile-worker keeps of a job is the id of the sync and nothing else', async () => {
  const idle = await startTestStack({ workers: 0 })
  try {
    await idle.signIn('student78')
    const { rows } = await sql<{ payload: object }>`
      select payload from graphile_worker._private_jobs
    `.execute(idle.db)
    expect(rows.map(({ payload }) => Object.keys(payload))).toEqual([['syncJobId']])
  } finally {
    await idle.close()
  }
})
