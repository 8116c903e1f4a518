import { screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { expect, it, onTestFinished, vi } from 'vitest'
import { buildError, student } from '../testing/build-data.ts'
import { renderPage } from '../testing/render-page.tsx'
import { server } from '../testing/server.ts'
import { type Session, useSession } from './session.tsx'

const next = { ...student, id: '0d0c6b52-1c0f-4f3e-9c39-3a7d6c2f4a02', fullName: 'Next Student' }

async function openTab(): Promise<Session> {
  let session!: Session
  await renderPage(() => {
    session = useSession()
    return <p data-testid="who">{session.student()?.fullName ?? 'nobody'}</p>
  })
  return session
}
const shown = () => screen.getByTestId('who').textContent

/** What another tab writes, of which this one is told. */
function writeElsewhere(studentId: string | null): void {
  if (studentId === null) localStorage.removeItem('spike.signed-in')
  else localStorage.setItem('spike.signed-in', studentId)
  window.dispatchEvent(new StorageEvent('storage', { key: 'spike.signed-in', newValue: studentId }))
}

it('shows nothing of a student whom another tab has signed out, nor where they were', async () => {
  const session = await openTab()
  history.replaceState(null, '', '/search?q=secret')
  session.resumed(student)
  expect(shown()).toBe(student.fullName)
  writeElsewhere(null)
  expect(shown()).toBe('nobody')
  expect(location.href).toBe(`${location.origin}/`)
})

it('shows the student who signed in by another tab, and first of all no more the one before', async () => {
  const asked = Promise.withResolvers<Response>()
  server.use(http.get('*/api/auth/me', () => asked.promise))
  const session = await openTab()
  session.resumed(student)
  writeElsewhere(next.id)
  expect(shown()).toBe('nobody')
  asked.resolve(HttpResponse.json({ user: next }))
  expect(await screen.findByText(next.fullName)).toBeTruthy()
})

it('stays as it is when the same student signs in again by another tab', async () => {
  const session = await openTab()
  session.resumed(student)
  writeElsewhere(student.id)
  expect(shown()).toBe(student.fullName)
})

it('is asked who it belongs to when the browser shows the page again as it was left', async () => {
  const session = await openTab()
  session.resumed(student)
  localStorage.removeItem('spike.signed-in')
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(shown()).toBe('nobody')
})

it('is not ended by the refusal of what a student before had asked for', async () => {
  const late = Promise.withResolvers<Response>()
  server.use(http.get('*/api/grades', () => late.promise))
  const session = await openTab()
  session.resumed(student)
  const asked = session.api.grades().catch((error: unknown) => error)
  session.leaveToSignIn()
  session.signedIn(next, null)
  late.resolve(HttpResponse.json(buildError('auth.required'), { status: 401 }))
  expect(await asked).toMatchObject({ code: 'auth.required' })
  expect(shown()).toBe(next.fullName)
})

it('takes the notifications that are shown along when the student leaves', async () => {
  const close = vi.fn<() => void>()
  const forget = vi.fn<(message: string) => void>()
  const registration = {
    active: { postMessage: forget },
    getNotifications: () => Promise.resolve([{ close }]),
    pushManager: { getSubscription: () => Promise.resolve(null) },
  }
  vi.stubGlobal('navigator', {
    language: 'he',
    serviceWorker: { getRegistration: () => Promise.resolve(registration) },
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const session = await openTab()
  session.resumed(student)
  session.signedOut()
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce())
  expect(forget).toHaveBeenCalledWith('forget')
})
