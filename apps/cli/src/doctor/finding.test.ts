import { expect, test } from 'vitest'
import { note, ok, problem } from './finding.ts'

test.each([ok, note, problem])('nothing that is found steers the terminal', (find) => {
  const { what } = find('as "\u001b]0;owned\u0007\u001b[2JUni\u009b31m\u202e\r" של\nnext')
  expect(what).toBe('as "]0;owned[2JUni31m" של\nnext')
})
