import { expect, test } from 'vitest'
import { createLoggerTo } from './logger.ts'

test('a line is JSON with its fields, and no secret however deep it stands', () => {
  const lines: string[] = []
  const logger = createLoggerTo({ write: (line) => lines.push(line) }, 'info')
  const canary = 'canary-7f3a'
  logger.child({ requestId: 'r-1' }).info(
    {
      jobId: 'j-1',
      password: canary,
      login: { password: canary, wstoken: canary },
      req: { headers: { authorization: canary, cookie: canary, 'set-cookie': canary } },
      row: { credential: { token: canary }, sealed: canary },
    },
    'signed in',
  )
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'r-1', jobId: 'j-1', msg: 'signed in' })
  expect(lines.join()).not.toContain(canary)
})

test('an error of PostgreSQL is written without what it repeats of a row', () => {
  const lines: string[] = []
  const canary = 'canary-essay-51d0'
  const fields = { where: canary, detail: canary, internalQuery: canary, hint: canary }
  const refused = () =>
    Object.assign(new Error('duplicate key'), { severity: 'ERROR', code: '23505', ...fields })
  const ours = Object.assign(new Error('no answer'), { code: 'moodle.timeout', detail: 'sign_in' })
  const logger = createLoggerTo({ write: (line) => lines.push(line) }, 'info')
  logger.error({ err: refused() }, 'failed')
  logger.error({ err: new AggregateError([refused()]) }, 'failed')
  logger.error({ err: new Error('outer', { cause: refused() }) }, 'failed')
  logger.error({ err: ours }, 'failed')
  expect(lines.join()).not.toContain(canary)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { code: '23505', message: 'duplicate key' } })
  expect(JSON.parse(lines[3] ?? '')).toMatchObject({ err: { detail: 'sign_in' } })
})

test('lines below the level are not written', () => {
  const lines: string[] = []
  createLoggerTo({ write: (line) => lines.push(line) }, 'warn').info('quiet')
  expect(lines).toEqual([])
})
