import { expect, test } from 'vitest'
import { toApiError } from './errors.ts'

test.each([
  ['22021', 'request.invalid'],
  ['22P05', 'request.invalid'],
  ['57P01', 'server.database_unavailable'],
  ['23505', 'server.internal'],
])('the SQLSTATE %s of PostgreSQL is %s', (code, expected) => {
  const error = Object.assign(new Error('refused'), { code })
  expect(toApiError(error)).toMatchObject({ code: expected, cause: error })
})
