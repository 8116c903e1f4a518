import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { crontab } from './crontab.ts'

test('the crontab is one that graphile-worker takes: a clean-up every night, scheduled syncs all day', () => {
  const items = parseCrontab(crontab)
  expect(items.map((item) => item.task)).toEqual(['clean_up', 'schedule_syncs'])
  expect(items[0]?.options.backfillPeriod).toBe(86_400_000)
})
