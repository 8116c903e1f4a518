import type { AccountSync, Device, Student } from '@spike/contract'
import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../app.tsx'
import { answerStudent } from '../../testing/answer-student.ts'
import { buildError, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { showTheme } from '../../theme/use-theme.ts'

beforeEach(() => {
  history.replaceState(null, '', '/account')
  showTheme('system')
})

const buildSync = (overrides: Partial<AccountSync> = {}): AccountSync => ({
  jobId: crypto.randomUUID(),
  trigger: 'sign_in',
  state: 'completed',
  createdAt: '2026-11-22T09:59:00.000Z',
  startedAt: '2026-11-22T10:00:00.000Z',
  finishedAt: '2026-11-22T10:00:12.000Z',
  error: null,
  unreadCourseCount: 0,
  counts: null,
  changeCount: 0,
  ...overrides,
})

const buildDevice = (overrides: Partial<Device> = {}): Device => ({
  id: crypto.randomUUID(),
  browser: 'Firefox 145',
  system: 'Linux',
  kind: 'desktop',
  current: false,
  signedInAt: '2026-11-20T10:00:00.000Z',
  seenAt: '2026-11-22T10:00:00.000Z',
  ...overrides,
})

interface Shown {
  syncs?: AccountSync[]
  devices?: Device[]
  who?: Partial<Student>
  title?: string
}

async function showAccount({
  syncs = [],
  devices = [buildDevice({ current: true })],
  who = {},
  title = 'My account',
}: Shown = {}) {
  const asked = { changed: [] as unknown[], syncs, devices }
  answerStudent(who)
  server.use(
    http.get('*/api/account/calendar-feed', () => HttpResponse.json({ feed: null })),
    http.get('*/api/push', () => HttpResponse.json({ publicKey: 'x', endpoint: null })),
    http.get('*/api/account/syncs', () => HttpResponse.json({ syncs: asked.syncs })),
    http.get('*/api/account/devices', () => HttpResponse.json({ devices: asked.devices })),
    http.patch('*/api/account', async ({ request }) => {
      asked.changed.push(await request.json())
      return HttpResponse.json({ user: student })
    }),
  )
  await renderPage(() => <App />, 'en')
  await screen.findByRole('heading', { level: 1, name: title })
  return asked
}
const section = (name: string) => within(screen.getByRole('region', { name }))
const plain = (text: string | null | undefined) => text?.replaceAll(/[\u2066-\u2069]/g, '')

describe('language and theme', () => {
  it('change at once and are kept with the account', async () => {
    const asked = await showAccount()
    fireEvent.click(section('Language and look').getByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    fireEvent.click(section('Language and look').getByRole('radio', { name: 'العربية' }))
    await screen.findByRole('heading', { level: 1, name: 'حسابي' })
    expect(document.documentElement.dir).toBe('rtl')
    await waitFor(() => expect(asked.changed).toEqual([{ theme: 'dark' }, { language: 'ar' }]))
  })

  it('stay in this browser where the account cannot be reached, and the page says so', async () => {
    await showAccount()
    server.use(http.patch('*/api/account', () => HttpResponse.error()))
    fireEvent.click(section('Language and look').getByRole('radio', { name: 'Dark' }))
    await waitFor(() => expect(screen.getByTestId('toast').textContent).toMatch(/could not be saved/))
    expect(document.documentElement.dataset['theme']).toBe('dark')
  })

  it('are those of the account in a browser that chose none, and follow it when it changes elsewhere', async () => {
    localStorage.setItem('spike.language', 'he')
    localStorage.setItem('spike.language-of-account', 'he')
    const who = { language: 'ar', languageChosen: true, theme: 'dark' } as const
    await showAccount({ who, title: 'حسابي' })
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(localStorage.getItem('spike.language')).toBe('ar')
  })

  it('are those that this browser chose, whatever the account says', async () => {
    localStorage.setItem('spike.language', 'en')
    localStorage.setItem('spike.theme', 'light')
    await showAccount({ who: { language: 'ar', languageChosen: true, theme: 'dark' } })
    expect(section('Language and look').getByRole('radio', { name: 'English' })).toHaveProperty(
      'checked',
      true,
    )
    expect(localStorage.getItem('spike.theme')).toBe('light')
  })
})

describe('the last syncs', () => {
  const rows = async () => (await screen.findAllByTestId('sync-row')).map((row) => plain(row.textContent))

  it('say how each ended in words, why it was and what it found', async () => {
    const error = { code: 'moodle.maintenance' as const, message: '', retryable: true }
    await showAccount({
      syncs: [
        buildSync({ changeCount: 3 }),
        buildSync({ state: 'partial', trigger: 'manual', unreadCourseCount: 2, changeCount: 1 }),
        buildSync({ state: 'failed', trigger: 'schedule', error }),
      ],
    })
    const [completed, partial, failed] = await rows()
    expect(completed).toMatch(/^Completed.*at sign-intook 12 seconds3 changes$/)
    expect(partial).toMatch(/^Completed but for 2 courses.*asked by you.*1 change$/)
    expect(failed).toMatch(/^Failed.*automatic.*maintenance/)
  })

  it('are five until all are asked for', async () => {
    await showAccount({ syncs: Array.from({ length: 7 }, () => buildSync()) })
    expect(await rows()).toHaveLength(5)
    fireEvent.click(screen.getByRole('button', { name: 'Show all (7)' }))
    expect(await rows()).toHaveLength(7)
  })

  it('gain one when a sync is asked for, which leads to its progress', async () => {
    const asked = await showAccount()
    await screen.findByText(/There was no sync yet/)
    server.use(
      http.post('*/api/sync', () => {
        asked.syncs = [buildSync({ state: 'running', finishedAt: null })]
        return HttpResponse.json({}, { status: 202 })
      }),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }))
    expect((await screen.findByRole('link', { name: 'See the progress' })).getAttribute('href')).toBe('/')
    expect((await rows())[0]).toMatch(/^Syncing now/)
  })

  it('lead to signing in again where Moodle is not open any more', async () => {
    await showAccount()
    server.use(
      http.post('*/api/sync', () => HttpResponse.json(buildError('auth.sign_in_again'), { status: 401 })),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }))
    expect(await screen.findByTestId('sign-in-again')).toBeTruthy()
  })
})

describe('devices', () => {
  const phone = buildDevice({ browser: 'Safari 18', system: 'iOS 18', kind: 'phone' })
  const three = [
    buildDevice({ current: true }),
    phone,
    buildDevice({ browser: null, system: null, kind: null }),
  ]

  it('are told by their names; this one is marked and has no button', async () => {
    await showAccount({ devices: three })
    const [here, there, unknown] = await screen.findAllByTestId('device-row')
    expect(here?.textContent).toMatch(/^Firefox 145 · LinuxThis device/)
    expect(within(here!).queryByRole('button')).toBeNull()
    expect(there?.textContent).toMatch(/^Safari 18 · iOS 18/)
    expect(unknown?.textContent).toMatch(/^Unknown device/)
  })

  it('are signed out one by one; the focus goes to their heading', async () => {
    const asked = await showAccount({ devices: three })
    server.use(
      http.delete('*/api/account/devices/:id', ({ params }) => {
        asked.devices = asked.devices.filter(({ id }) => id !== params['id'])
        return new HttpResponse(null, { status: 204 })
      }),
    )
    const buttons = await screen.findAllByRole('button', { name: /^Sign out .?Safari/ })
    fireEvent.click(buttons[0]!)
    await waitFor(() => expect(screen.getByTestId('announcer').textContent).toBe('The device is signed out.'))
    expect(screen.getAllByTestId('device-row')).toHaveLength(2)
    expect(document.activeElement?.textContent).toBe('Devices signed in')
  })

  it('are signed out all but this one', async () => {
    const asked = await showAccount({ devices: three })
    server.use(
      http.post('*/api/account/devices/sign-out-others', () => {
        asked.devices = asked.devices.slice(0, 1)
        return HttpResponse.json({ signedOut: 2 })
      }),
    )
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out all others' }))
    await waitFor(() => expect(screen.getByTestId('announcer').textContent).toBe('2 devices are signed out.'))
    expect(screen.getAllByTestId('device-row')).toHaveLength(1)
  })
})

describe('downloading the data', () => {
  it('saves the file under the name that the server gives it', async () => {
    await showAccount()
    const saved: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }))
    const headers = { 'Content-Disposition': `attachment; filename="spike-noa.csv.zip"; filename*=UTF-8''x` }
    server.use(http.get('*/api/account/export', () => new HttpResponse('zip', { headers })))
    fireEvent.click(screen.getByRole('button', { name: 'Download: Tables (CSV)' }))
    await waitFor(() => expect(saved).toEqual(['spike-noa.csv.zip']))
    vi.restoreAllMocks()
  })

  it('says when it may be tried again after too many', async () => {
    await showAccount()
    server.use(
      http.get('*/api/account/export', () =>
        HttpResponse.json(buildError('server.busy', 2400), { status: 503 }),
      ),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Download: One file (JSON)' }))
    await screen.findByText('You can try again in 40 minutes.')
    expect(screen.getByText(/req-1/)).toBeTruthy()
  })
})

describe('deleting the account', () => {
  const openDialog = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Delete my account' }))
    return within(await screen.findByRole('dialog', { name: 'Delete everything, for good?' }))
  }

  it('asks for the username first', async () => {
    await showAccount()
    const dialog = await openDialog()
    const field = dialog.getByLabelText(/write your username/)
    fireEvent.input(field, { target: { value: 'dana' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Delete everything' }))
    expect((await dialog.findByRole('alert')).textContent).toBe('This is not your username.')
    expect([field.getAttribute('aria-invalid'), document.activeElement]).toEqual(['true', field])
  })

  it('asks for their own name who has no username', async () => {
    await showAccount({ who: { username: ' ' } })
    const dialog = await openDialog()
    const field = dialog.getByLabelText(/write your name:/)
    fireEvent.input(field, { target: { value: 'noa' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Delete everything' }))
    expect((await dialog.findByRole('alert')).textContent).toBe('This is not your name.')
    const bodies: unknown[] = []
    server.use(
      http.delete('*/api/account', async ({ request }) => {
        bodies.push(await request.json())
        return new HttpResponse(null, { status: 204 })
      }),
    )
    fireEvent.input(field, { target: { value: student.fullName } })
    fireEvent.click(dialog.getByRole('button', { name: 'Delete everything' }))
    await screen.findByText('All that Spike kept about you is deleted.')
    expect(bodies).toEqual([{ confirm: student.fullName }])
  })

  it('can be left by the button that keeps it', async () => {
    await showAccount()
    const dialog = await openDialog()
    fireEvent.click(dialog.getByRole('button', { name: 'No, keep it' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('ends at the sign-in page, which says that all is deleted', async () => {
    await showAccount()
    const bodies: unknown[] = []
    server.use(
      http.delete('*/api/account', async ({ request }) => {
        bodies.push(await request.json())
        return new HttpResponse(null, { status: 204 })
      }),
    )
    const dialog = await openDialog()
    fireEvent.input(dialog.getByLabelText(/write your username/), { target: { value: ' NOA ' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Delete everything' }))
    await screen.findByText('All that Spike kept about you is deleted.')
    expect(bodies).toEqual([{ confirm: 'NOA' }])
    expect(location.pathname).toBe('/')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('that fails says why, and the account stays', async () => {
    await showAccount()
    server.use(
      http.delete('*/api/account', () =>
        HttpResponse.json(buildError('server.database_unavailable'), { status: 503 }),
      ),
    )
    const dialog = await openDialog()
    fireEvent.input(dialog.getByLabelText(/write your username/), { target: { value: 'noa' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Delete everything' }))
    expect((await dialog.findByRole('alert')).textContent).toMatch(/database/)
    expect(dialog.getByRole('button', { name: 'Delete everything' })).toBeTruthy()
  })
})
