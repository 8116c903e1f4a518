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

test('lines below the level are not written', () => {
  const lines: string[] = []
  createLoggerTo({ write: (line) => lines.push(line) }, 'warn').info('quiet')
  expect(lines).toEqual([])
})
