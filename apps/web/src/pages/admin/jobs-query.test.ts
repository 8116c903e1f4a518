import { expect, it } from 'vitest'
import { toJobsQuery } from './jobs-query.ts'

it('asks for what was chosen, with the device’s times as moments in UTC', () => {
  const query = toJobsQuery({
    state: 'failed',
    user: ' noa ',
    errorCode: '',
    from: '2026-11-22T10:00',
    cursor: 'c',
  })
  expect(Object.fromEntries(query)).toEqual({
    state: 'failed',
    user: 'noa',
    from: new Date(2026, 10, 22, 10, 0).toISOString(),
    cursor: 'c',
  })
})

it('leaves out a time that is none', () => {
  expect(toJobsQuery({ from: 'yesterday' }).toString()).toBe('')
})
