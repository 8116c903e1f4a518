import { expect, test } from 'vitest'
import { matchesETag, preferredWaitSeconds } from './etag.ts'

test('If-None-Match may name several tags, weak ones too', () => {
  expect(matchesETag('"a"', '"a"')).toBe(true)
  expect(matchesETag('"b", W/"a"', '"a"')).toBe(true)
  expect(matchesETag('*', '"a"')).toBe(true)
  expect(matchesETag('"b"', '"a"')).toBe(false)
  expect(matchesETag(undefined, '"a"')).toBe(false)
})

test('Prefer: wait is whole seconds, a minute at most', () => {
  expect(preferredWaitSeconds('wait=20')).toBe(20)
  expect(preferredWaitSeconds('respond-async, wait=10; x=1')).toBe(10)
  expect(preferredWaitSeconds('Wait="5"')).toBe(5)
  expect(preferredWaitSeconds('wait=9999')).toBe(60)
  expect([undefined, '', 'wait=0', 'wait=-1', 'wait=soon', 'await=5'].map(preferredWaitSeconds)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})
