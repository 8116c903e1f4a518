import { describe, expect, it } from 'vitest'
import { buildDeadline } from '../../testing/build-data.ts'
import { firstDeadlines, openDeadlines, urgencyOf } from './next-deadlines.tsx'

const nowMs = Date.parse('2026-11-22T12:00:00Z')

describe('the next deadlines', () => {
  it('are those still to be done, the most urgent first, without what is long past', () => {
    const open = openDeadlines(
      [
        buildDeadline({ id: 'later', dueAt: '2026-12-20T12:00:00Z' }),
        buildDeadline({ id: 'done', done: true }),
        buildDeadline({ id: 'long past', dueAt: '2026-10-01T12:00:00Z' }),
        buildDeadline({ id: 'just missed', dueAt: '2026-11-21T12:00:00Z' }),
        buildDeadline({ id: 'soon', dueAt: '2026-11-23T12:00:00Z' }),
      ],
      nowMs,
    )
    expect(open.map((deadline) => deadline.id)).toEqual(['just missed', 'soon', 'later'])
  })

  it('show the last that were missed before those to come, and neither hides the other', () => {
    const at = (day: number) => `2026-11-${day}T12:00:00Z`
    const open = [16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 28].map((day) =>
      buildDeadline({ id: String(day), dueAt: at(day) }),
    )
    const first = firstDeadlines(open, nowMs).map((deadline) => deadline.id)
    expect(first).toEqual(['18', '19', '20', '23', '24', '25', '26', '27'])
    expect(firstDeadlines(open.slice(5), nowMs)).toHaveLength(5)
  })

  it('are urgent within two days', () => {
    const urgencies = ['2026-11-22T11:59:00Z', '2026-11-24T11:59:00Z', '2026-11-24T12:01:00Z'].map((dueAt) =>
      urgencyOf(buildDeadline({ dueAt }), nowMs),
    )
    expect(urgencies).toEqual(['overdue', 'soon', 'later'])
  })
})
