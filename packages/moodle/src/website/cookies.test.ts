import { expect, test } from 'vitest'
import { cookieHeader, takeCookies } from './cookies.ts'

test('keeps what the site sets, and lets go of what it deletes', () => {
  const first = takeCookies({}, [
    'MoodleSession=abc; path=/; HttpOnly',
    'MOODLEID1_=%25ED; path=/',
    'quoted="a b"; x',
  ])
  expect(first).toEqual({ MoodleSession: 'abc', MOODLEID1_: '%25ED' })
  const next = takeCookies(first, [
    'MoodleSession=def',
    'MOODLEID1_=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT',
  ])
  expect(cookieHeader(next)).toBe('MoodleSession=def')
  expect(cookieHeader(takeCookies({}, ['quoted="ab"']))).toBe('quoted="ab"')
})

test.each([
  '',
  '=x',
  '__proto__=x',
  'a b=x',
  'a=x\r\nHost: evil',
  'a=x\0',
  'a=é',
  'a=x,y',
  'a=x\\y',
  'a="',
  `a=${'x'.repeat(4_096)}`,
])('takes no cookie that RFC 6265 does not know: %j', (line) => {
  expect(takeCookies({}, [line])).toEqual({})
})

test('keeps no more cookies than a browser would, and goes on renewing those', () => {
  const lines = Array.from({ length: 80 }, (_, index) => `c${index}=x`)
  const cookies = takeCookies({}, [...lines, 'c0=new'])
  expect(Object.keys(cookies)).toHaveLength(50)
  expect(cookies).toMatchObject({ c0: 'new' })
})
