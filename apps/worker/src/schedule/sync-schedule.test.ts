import { expect, test } from 'vitest'
import { parseSchedule, type SyncSchedule } from './sync-schedule.ts'

function roundAt(line: string, now: string) {
  const round = (parseSchedule(line) as SyncSchedule).roundAt(new Date(now))
  return [round?.startedAt.toISOString(), round?.endsAt.toISOString()]
}

test('a round goes from one time of the cron line to the next, by the clock of Israel', () => {
  expect(roundAt('0 5,17 * * *', '2026-11-22T14:59:59Z')).toEqual([
    '2026-11-22T03:00:00.000Z',
    '2026-11-22T15:00:00.000Z',
  ])
  expect(roundAt('0 5,17 * * *', '2026-07-01T14:30:00Z')).toEqual([
    '2026-07-01T14:00:00.000Z',
    '2026-07-02T02:00:00.000Z',
  ])
})

test('a round begins at its very time', () => {
  expect(roundAt('0 5,17 * * *', '2026-11-22T15:00:00Z')[0]).toBe('2026-11-22T15:00:00.000Z')
})

test.each([
  ['0 5,17 * * *', 12],
  ['0 4 * * 0', 7 * 24],
  ['0 4 1 * *', 31 * 24],
])('%s has rounds of up to %d hours', (line, hours) => {
  const hourMs = 3_600_000
  const { longestRoundMs } = parseSchedule(line) as SyncSchedule
  // A night in spring or autumn is an hour shorter or longer.
  expect(Math.abs(longestRoundMs / hourMs - hours)).toBeLessThanOrEqual(1)
})

test('off is off, however it is written', () => {
  expect(parseSchedule(' OFF ')).toBe('off')
})

test.each([
  '',
  'often',
  '0 5',
  '* * * * *',
  '*/30 * * * *',
  '0 0 30 2 *',
  '@daily',
  '0 0 5 * * *',
  '61 1 * * *',
])(
  '%j is no schedule: no cron line of five fields, one that never comes, or one that comes too often',
  (line) => {
    expect(parseSchedule(line)).toBeNull()
  },
)
