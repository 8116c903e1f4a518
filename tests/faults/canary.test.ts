import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { institutionId, startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.close())

/** Every row of every table of every schema that is not PostgreSQL's own, as text. */
async function dumpDatabase(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(stack.db)
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} as t`.execute(
        stack.db,
      )
      return `${name}\n${rows.map(({ row }) => row).join('\n')}`
    }),
  )
  return dumps.join('\n')
}

test('neither the password nor the token turns up in a log, a table, a job or an answer', async () => {
  const { control } = stack.campus
  const password = 'student77'
  const answers: string[] = []
  const remember = async (response: Response) => {
    answers.push(JSON.stringify([...response.headers]), await response.text())
  }
  let token = ''
  control.onRequest((request) => void request)
  const answer = await fetch(`${stack.campus.url}/login/token.php`, {
    method: 'POST',
    body: new URLSearchParams({ username: 'student77', password, service: 'moodle_mobile_app' }),
  })
  token = ((await answer.json()) as { token: string }).token
  expect(token.length).toBeGreaterThan(20)

  // A student whose sync works, one whose site fails on the way, and one who cannot sign in at all.
  const student = await stack.signIn('student77')
  await student.waitForEnd()
  control.addFault({ kind: 'html', times: 6, scope: { username: 'student77' } })
  await remember(await student.fetch('/api/sync', { method: 'POST' }))
  await student.waitForEnd(
    (await student.get<{ jobId: string }>('/api/sync-status/active')).jobId ?? undefined,
  )
  control.reset()
  await remember(
    await fetch(`${stack.apiUrl}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.apiUrl },
      body: JSON.stringify({ universityId: institutionId, username: 'demo', password: `wrong-${token}` }),
    }),
  )
  control.expireToken('student77')
  const job = (await (await student.fetch('/api/sync', { method: 'POST' })).json()) as { jobId: string }
  await student.waitForEnd(job.jobId)
  for (const path of [
    '/api/auth/me',
    '/api/sync-status/active',
    '/api/courses',
    '/api/changes',
    '/metrics',
  ]) {
    await remember(await student.fetch(path))
  }

  const database = await dumpDatabase()
  expect(database).toContain('sync_jobs')
  for (const [where, text] of [
    ['a table', database],
    ['a log line', stack.logLines.join('')],
    ['an answer', answers.join('\n')],
  ] as const) {
    expect(text.includes(token), `the token is in ${where}`).toBe(false)
    expect(text.includes(`wrong-${token}`), `the wrong password is in ${where}`).toBe(false)
  }
  expect(control.readCounters().secretsInUrl).toBe(0)
})

test('what graphile-worker keeps of a job is the id of the sync and nothing else', async () => {
  const idle = await startTestStack({ workers: 0 })
  try {
    await idle.signIn('student78')
    const { rows } = await sql<{
      payload: object
    }>`select payload from graphile_worker._private_jobs`.execute(idle.db)
    expect(rows.map(({ payload }) => Object.keys(payload))).toEqual([['syncJobId']])
  } finally {
    await idle.close()
  }
})
