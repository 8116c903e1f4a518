import type { SyncStatus } from '@spike/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NoConnectionError } from '../api/api-error.ts'
import type { StatusAnswer } from '../api/student-api.ts'
import { createFakeTabs } from '../testing/fake-tabs.ts'
import { buildSyncStatus, jobId } from '../testing/build-data.ts'
import type { PageSignal } from './poll-sync.ts'
import { pollTogether } from './poll-together.ts'

/** A server that counts who asks it, and tabs that follow one sync of it. */
function openBrowser() {
  const tabs = createFakeTabs()
  const asked: string[] = []
  let answer = async (): Promise<StatusAnswer> => ({
    status: buildSyncStatus({ progress: 45 + asked.length, pollAfterMs: 1000 }),
    etag: null,
    retryAfterMs: null,
  })
  return {
    asked,
    answerWith: (next: typeof answer) => (answer = next),
    open(tab: string, { hidden = false, locks = true } = {}) {
      const own = tabs.open()
      const statuses: SyncStatus[] = []
      const reconnecting: boolean[] = []
      const refused: ApiError[] = []
      let isHidden = hidden
      const listeners = new Set<(signal: PageSignal) => void>()
      const polling = pollTogether({
        jobId,
        fetchStatus() {
          asked.push(tab)
          return answer()
        },
        onStatus: (status) => statuses.push(status),
        onReconnecting: (value) => reconnecting.push(value),
        onRefused: (error) => refused.push(error),
        page: {
          isHidden: () => isHidden,
          listen(listener) {
            listeners.add(listener)
            return () => listeners.delete(listener)
          },
        },
        clock: {
          setTimeout: (callback, ms) =>
            Number(
              setTimeout(() => {
                if (own.isRunning()) callback()
              }, ms),
            ),
          clearTimeout: (id) => clearTimeout(id),
        },
        random: () => 0,
        tabs: locks ? own.tabs : null,
      })
      return {
        statuses,
        reconnecting,
        refused,
        polling,
        last: () => statuses.at(-1)?.progress,
        setHidden(value: boolean) {
          isHidden = value
          for (const listener of listeners) listener(value ? 'hidden' : 'visible')
        },
        /** The browser runs it no more, and what it holds stays held. */
        freeze: own.freeze,
        /** The browser takes back what it holds. */
        close() {
          own.close()
          listeners.clear()
        },
      }
    },
  }
}

describe('several tabs that follow one sync', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('ask the server as one, and all show what it said', async () => {
    const browser = openBrowser()
    const [first, second, third] = ['a', 'b', 'c'].map((tab) => browser.open(tab))
    await pass(5000)
    expect(browser.asked).toEqual(['a', 'a', 'a', 'a', 'a', 'a'])
    expect([first, second, third].map((tab) => tab?.last())).toEqual([51, 51, 51])
  })

  it('tell one that comes later at once what is known', async () => {
    const browser = openBrowser()
    browser.open('a')
    await pass(500)
    const late = browser.open('b')
    await pass(0)
    expect(late.last()).toBe(46)
    expect(browser.asked).toEqual(['a'])
  })

  it('go on when the one that asked is closed', async () => {
    const browser = openBrowser()
    const first = browser.open('a')
    const second = browser.open('b')
    await pass(100)
    first.close()
    await pass(0)
    expect(browser.asked).toEqual(['a', 'b'])
    await pass(1000)
    expect(second.last()).toBe(48)
  })

  it('hand over when the one that asked shows another sync', async () => {
    const browser = openBrowser()
    const first = browser.open('a')
    browser.open('b')
    await pass(0)
    first.polling.stop()
    await pass(1000)
    expect(browser.asked).toEqual(['a', 'b', 'b'])
  })

  it('let the one that is seen ask, at its pace', async () => {
    const browser = openBrowser()
    const first = browser.open('a')
    const second = browser.open('b', { hidden: true })
    await pass(0)
    first.setHidden(true)
    second.setHidden(false)
    await pass(2000)
    expect(browser.asked).toEqual(['a', 'b', 'b', 'b'])
    expect(first.last()).toBe(second.last())
    // And back again.
    first.setHidden(false)
    second.setHidden(true)
    await pass(0)
    expect(browser.asked.at(-1)).toBe('a')
  })

  it('let one that is hidden go on where none is seen', async () => {
    const browser = openBrowser()
    const first = browser.open('a')
    browser.open('b', { hidden: true })
    await pass(0)
    first.setHidden(true)
    await pass(6000)
    expect(browser.asked).toEqual(['a', 'a', 'a'])
  })

  it('do not wait for one that the browser has put to sleep', async () => {
    const browser = openBrowser()
    const first = browser.open('a', { hidden: true })
    await pass(0)
    first.freeze()
    browser.open('b')
    await pass(999)
    expect(browser.asked).toEqual(['a'])
    await pass(1)
    expect(browser.asked).toEqual(['a', 'b'])
  })

  it('say together that the connection is lost, and that it is back, whoever asks then', async () => {
    const browser = openBrowser()
    const first = browser.open('a')
    const second = browser.open('b')
    await pass(0)
    browser.answerWith(async () => {
      throw new NoConnectionError('cut')
    })
    await pass(1000)
    expect([first.reconnecting, second.reconnecting]).toEqual([[true], [true]])
    browser.answerWith(async () => ({
      status: buildSyncStatus({ progress: 90 }),
      etag: null,
      retryAfterMs: null,
    }))
    first.close()
    await pass(0)
    expect(second.reconnecting).toEqual([true, false])
    expect(second.last()).toBe(90)
  })

  it('stop together at the end', async () => {
    const browser = openBrowser()
    const tabs = [browser.open('a'), browser.open('b')]
    browser.answerWith(async () => ({
      status: buildSyncStatus({ status: 'completed', progress: 100 }),
      etag: null,
      retryAfterMs: null,
    }))
    await pass(600_000)
    expect(browser.asked).toEqual(['a'])
    expect(tabs.map((tab) => tab.last())).toEqual([100, 100])
  })

  it('are each refused by the server itself', async () => {
    const browser = openBrowser()
    browser.answerWith(async () => {
      throw new ApiError({ code: 'auth.required', status: 401, requestId: null, retryAfterSeconds: null })
    })
    const tabs = [browser.open('a'), browser.open('b')]
    await pass(600_000)
    expect(browser.asked).toEqual(['a', 'b'])
    expect(tabs.map((tab) => tab.refused.length)).toEqual([1, 1])
  })

  it('have the one that leads ask at once when another wants to know', async () => {
    const browser = openBrowser()
    browser.open('a')
    const second = browser.open('b')
    await pass(10)
    second.polling.pollNow()
    await pass(0)
    expect(browser.asked).toEqual(['a', 'a'])
    expect(second.last()).toBe(47)
  })

  it('ask each for itself where the browser has no locks', async () => {
    const browser = openBrowser()
    browser.open('a', { locks: false })
    browser.open('b', { locks: false })
    await pass(0)
    expect(browser.asked).toEqual(['a', 'b'])
  })
})
