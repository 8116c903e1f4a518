import type { ReadNotification } from '@spike/moodle'
import { expect, test } from 'vitest'
import { planNotifications } from './plan-notifications.ts'

const notification = (moodleId: number, changes: Partial<ReadNotification> = {}): ReadNotification => ({
  moodleId,
  subject: `Notification ${moodleId}`,
  textHtml: null,
  url: null,
  createdAt: new Date(moodleId),
  read: false,
  ...changes,
})

test('what is new or differs is written, each once', () => {
  const stored = planNotifications([], [notification(1), notification(2)])
  expect(stored.map((row) => row.moodle_id)).toEqual([1, 2])
  const listed = [notification(1), notification(2, { read: true }), notification(3), notification(3)]
  expect(planNotifications(stored, listed)).toMatchObject([
    { moodle_id: 2, read: true },
    { moodle_id: 3, read: false },
  ])
  expect(planNotifications(stored, [notification(1)])).toEqual([])
})
