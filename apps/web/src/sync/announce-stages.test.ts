import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createStageAnnouncer } from './announce-stages.ts'

describe('announcing stages', () => {
  beforeEach(() => void vi.useFakeTimers())

  function announceInto(said: string[]) {
    return createStageAnnouncer({
      say: (text) => said.push(text),
      gapMs: 10_000,
      clock: {
        setTimeout: (callback, ms) => window.setTimeout(callback, ms),
        clearTimeout: (id) => clearTimeout(id),
      },
    })
  }

  it('says the first at once, and of those that follow within the gap only the last', () => {
    const said: string[] = []
    const announcer = announceInto(said)
    announcer.announce('one')
    announcer.announce('two')
    announcer.announce('three')
    expect(said).toEqual(['one'])
    vi.advanceTimersByTime(9999)
    expect(said).toEqual(['one'])
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['one', 'three'])
  })

  it('does not say the same twice in a row', () => {
    const said: string[] = []
    const announcer = announceInto(said)
    announcer.announce('one')
    vi.advanceTimersByTime(10_000)
    announcer.announce('one')
    expect(said).toEqual(['one'])
  })

  it('says nothing more once stopped', () => {
    const said: string[] = []
    const announcer = announceInto(said)
    announcer.announce('one')
    announcer.announce('two')
    announcer.stop()
    vi.advanceTimersByTime(60_000)
    expect(said).toEqual(['one'])
  })
})
