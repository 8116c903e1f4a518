import { expect, it, vi } from 'vitest'
import { onNotificationClick, onPush, type PushScope } from './on-push.ts'

const origin = 'https://spike.example'

function openScope(...urls: string[]) {
  const pages = urls.map((url) => ({
    url,
    focus: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    navigate: vi.fn<(url: string) => Promise<void>>(() => Promise.resolve()),
  }))
  const showNotification = vi.fn<PushScope['registration']['showNotification']>(() => Promise.resolve())
  const openWindow = vi.fn<(url: string) => Promise<void>>(() => Promise.resolve())
  const scope: PushScope = {
    location: { origin },
    registration: { showNotification },
    clients: { matchAll: () => Promise.resolve(pages), openWindow },
  }
  return { scope, pages, showNotification, openWindow }
}

const waiting = () => {
  const works: Promise<unknown>[] = []
  return { waitUntil: (work: Promise<unknown>) => void works.push(work), done: () => Promise.all(works) }
}

const click = async (path: string, scope: PushScope) => {
  const close = vi.fn<() => void>()
  const { waitUntil, done } = waiting()
  onNotificationClick({ waitUntil, notification: { data: { path }, close } }, scope)
  await done()
  expect(close).toHaveBeenCalledOnce()
}

it('shows the message in its language, in place of the one before', async () => {
  const { scope, showNotification } = openScope()
  const { waitUntil, done } = waiting()
  const message = { title: 'פיזיקה', body: 'ציון חדש', language: 'he', path: '/changes?course=1' }
  onPush({ waitUntil, data: { json: () => message } }, scope)
  await done()
  expect(showNotification).toHaveBeenCalledWith('פיזיקה', {
    body: 'ציון חדש',
    lang: 'he',
    dir: 'rtl',
    tag: 'news',
    icon: '/spike-192.png',
    data: { path: '/changes?course=1' },
  })
})

it('opens its page in the tab of Spike that there is', async () => {
  const { scope, pages, openWindow } = openScope('https://other.example/', `${origin}/grades`)
  await click('/changes', scope)
  expect(pages[1]?.focus).toHaveBeenCalledOnce()
  expect(pages[1]?.navigate).toHaveBeenCalledWith(`${origin}/changes`)
  expect(pages[0]?.focus).not.toHaveBeenCalled()
  expect(openWindow).not.toHaveBeenCalled()
})

it('opens a new tab where there is none, or none that can be led there', async () => {
  const none = openScope()
  await click('/changes', none.scope)
  expect(none.openWindow).toHaveBeenCalledWith(`${origin}/changes`)
  const foreign = openScope(`${origin}/`)
  foreign.pages[0]?.navigate.mockRejectedValue(new TypeError('not controlled'))
  await click('/changes', foreign.scope)
  expect(foreign.openWindow).toHaveBeenCalledWith(`${origin}/changes`)
})

it('opens no page but those of Spike', async () => {
  const { scope, openWindow } = openScope()
  await click('https://evil.example/x', scope)
  await click('//evil.example/x', scope)
  expect(openWindow.mock.calls).toEqual([[origin], [origin]])
})
