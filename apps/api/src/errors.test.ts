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

test.each([
  ['push_subscriptions_session_id_hash_fkey', 'auth.required'],
  ['push_subscriptions_user_id_fkey', 'auth.required'],
  ['push_subscriptions_course_id_user_id_fkey', 'server.internal'],
])('what breaks %s, because it was deleted meanwhile, is %s', (constraint, expected) => {
  const error = Object.assign(new Error('refused'), {
    code: '23503',
    table: 'push_subscriptions',
    constraint,
  })
  expect(toApiError(error).code).toBe(expected)
})
