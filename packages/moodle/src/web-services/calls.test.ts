import { describe, expect, it } from 'vitest'
import { buildBatchForm, buildSingleForm, maxBatchCalls } from './calls.ts'

const call = {
  function: 'core_calendar_get_calendar_events',
  args: { events: { courseids: [7, 9] }, options: { userevents: 1, ignorehidden: false } },
  courseMoodleId: null,
}

describe('a call', () => {
  it('stands in a form as PHP writes lists and objects', () => {
    const form = Object.fromEntries(buildSingleForm('t', call))
    expect(form).toMatchObject({
      'events[courseids][0]': '7',
      'events[courseids][1]': '9',
      'options[userevents]': '1',
      'options[ignorehidden]': '0',
    })
  })

  it('stands in a batch as JSON, and a full batch far below the variables that PHP takes', () => {
    const form = buildBatchForm(
      't',
      Array.from({ length: maxBatchCalls }, () => call),
    )
    expect(JSON.parse(form.get('requests[99][arguments]') ?? '')).toEqual(call.args)
    expect(form.size).toBeLessThan(500)
  })
})
