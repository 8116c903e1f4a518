import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StudentApi } from '../api/student-api.ts'
import { createQueryClient } from '../data/query-client.ts'
import { storeMainPages } from './store-main-pages.ts'

let asked: string[]
let hasActiveJob: boolean
let leaving: AbortController
beforeEach(() => {
  asked = []
  hasActiveJob = false
  leaving = new AbortController()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  // Idle at once.
  vi.stubGlobal('requestIdleCallback', (work: () => void) => work())
})

function openPage(): void {
  const answer = (what: string, value: unknown) => () => {
    asked.push(what)
    return Promise.resolve(value)
  }
  const api = {
    activeSync: () => Promise.resolve({ hasActiveJob }),
    courses: answer('courses', []),
    deadlines: answer('deadlines', []),
    grades: answer('grades', []),
    changes: answer('changes', { changes: [], nextCursor: null, unreadCount: 0 }),
  } as unknown as StudentApi
  storeMainPages({ client: createQueryClient(), api, signal: leaving.signal })
}
const passMs = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const all = ['courses', 'deadlines', 'grades', 'changes']

describe('what the main pages show', () => {
  it('is read once a visit, in whichever tab', async () => {
    openPage()
    await passMs(0)
    expect(asked).toEqual(all)
    openPage()
    await passMs(29 * 60_000)
    expect(asked).toEqual(all)
    await passMs(60_000)
    openPage()
    await passMs(0)
    expect(asked).toEqual([...all, ...all])
  })

  it('is read when the sync that runs has ended', async () => {
    hasActiveJob = true
    openPage()
    await passMs(60_000)
    expect(asked).toEqual([])
    hasActiveJob = false
    await passMs(60_000)
    expect(asked).toEqual(all)
  })

  it('is not read where the student saves data', async () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } })
    openPage()
    await passMs(0)
    expect(asked).toEqual([])
  })

  it('is not read for a student who has left', async () => {
    hasActiveJob = true
    openPage()
    await passMs(0)
    leaving.abort()
    hasActiveJob = false
    await passMs(120_000)
    expect([asked, vi.getTimerCount()]).toEqual([[], 0])
  })
})
