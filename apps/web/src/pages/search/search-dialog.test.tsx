import { fireEvent, screen, within } from '@solidjs/testing-library'
import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router'
import { http, HttpResponse } from 'msw'
import { createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildError } from '../../testing/build-data.ts'
import { buildResult } from '../../testing/build-result.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { readRecentSearches, rememberSearch } from './recent-searches.ts'
import { SearchDialog } from './search-dialog.tsx'

const typingPauseMs = 120
const saidAfterMs = 700

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Answers each search with what is said of its text, and notes what was asked for. */
function answerSearches(answers: Record<string, Parameters<typeof buildResult>[0][]>) {
  const asked: string[] = []
  server.use(
    http.get('*/api/search', ({ request }) => {
      const text = new URL(request.url).searchParams.get('q') ?? ''
      asked.push(text)
      return HttpResponse.json({ results: (answers[text] ?? []).map(buildResult), more: false })
    }),
  )
  return asked
}

async function openDialog(language: 'he' | 'en' = 'en') {
  const history = createMemoryHistory()
  const [open, setOpen] = createSignal(true)
  await renderPage(
    () => (
      <MemoryRouter history={history} root={() => <SearchDialog open={open()} onOpenChange={setOpen} />}>
        <Route path="*" />
      </MemoryRouter>
    ),
    language,
  )
  await vi.advanceTimersByTimeAsync(0)
  const box = screen.getByRole('combobox')
  return {
    box,
    path: () => history.get(),
    isOpen: open,
    async write(text: string) {
      fireEvent.input(box, { target: { value: text } })
      await vi.advanceTimersByTimeAsync(typingPauseMs)
      await vi.advanceTimersByTimeAsync(50)
    },
    async press(key: string, more: object = {}) {
      fireEvent.keyDown(box, { key, ...more })
      await vi.advanceTimersByTimeAsync(50)
    },
    options: () => screen.queryAllByRole('option').map((option) => option.textContent),
    active: () => document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent,
  }
}

describe('the search dialog', () => {
  it('shows what was found by course, its words marked, and goes where the chosen one is', async () => {
    answerSearches({
      מבחן: [
        {},
        { id: '9', itemId: '9', title: 'מבחן אמצע' },
        { id: '8', courseId: '2', courseName: 'הסתברות' },
      ],
    })
    const dialog = await openDialog()
    await dialog.write('מבחן')
    expect(screen.getAllByRole('group').map((group) => within(group).getAllByRole('option').length)).toEqual([
      2, 1,
    ])
    expect(screen.getAllByText('המבחן לדוגמה')[0]?.tagName).toBe('MARK')

    await dialog.press('ArrowDown')
    expect(dialog.active()).toContain('מבחן אמצע')
    await dialog.press('Enter')
    expect(dialog.path()).toBe('/courses/1#item-9')
    expect(dialog.isOpen()).toBe(false)
    expect(readRecentSearches()).toEqual(['מבחן'])
  })

  it('is gone through with arrows, Home and End, around its ends', async () => {
    answerSearches({
      a: [
        { title: 'one', id: '1' },
        { title: 'two', id: '2' },
        { title: 'three', id: '3' },
      ],
    })
    const dialog = await openDialog()
    await dialog.write('a')
    const all = dialog.options()
    const steps: string[] = []
    for (const key of ['End', 'ArrowDown', 'ArrowUp', 'Home', 'ArrowDown']) {
      await dialog.press(key)
      steps.push(`${key} ${all.indexOf(dialog.active() ?? '')}`)
    }
    const last = all.length - 1
    expect(steps).toEqual([`End ${last}`, 'ArrowDown 0', `ArrowUp ${last}`, 'Home 0', 'ArrowDown 1'])
  })

  it('opens in Moodle with Ctrl and Enter, and stays', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null)
    answerSearches({ מבחן: [{}] })
    const dialog = await openDialog()
    await dialog.write('מבחן')
    await dialog.press('Enter', { ctrlKey: true })
    expect(opened).toHaveBeenCalledWith(buildResult().url, '_blank', expect.stringContaining('noopener'))
    expect(dialog.isOpen()).toBe(true)
  })

  it('asks once for what was written in one go', async () => {
    const asked = answerSearches({})
    const dialog = await openDialog()
    for (const text of ['m', 'ma', 'mat']) {
      fireEvent.input(dialog.box, { target: { value: text } })
      await vi.advanceTimersByTimeAsync(typingPauseMs - 20)
    }
    await vi.advanceTimersByTimeAsync(typingPauseMs)
    expect(asked).toEqual(['mat'])
  })

  it('never shows an older answer over a newer one', async () => {
    let answerOld = (): void => undefined
    const waits = new Promise<void>((resolve) => (answerOld = resolve))
    const given: boolean[] = []
    server.use(
      http.get('*/api/search', async ({ request }) => {
        const isOld = new URL(request.url).searchParams.get('q') === 'old'
        request.signal.addEventListener('abort', () => given.push(isOld))
        if (isOld) await waits
        return HttpResponse.json({
          results: [buildResult({ title: isOld ? 'stale' : 'fresh' })],
          more: false,
        })
      }),
    )
    const dialog = await openDialog()
    await dialog.write('old')
    await dialog.write('newer')
    expect(given).toEqual([true])
    answerOld()
    await vi.advanceTimersByTimeAsync(50)
    expect(dialog.options()).toEqual([expect.stringContaining('fresh')])
  })

  it('knows the pages by their names and what is on them', async () => {
    answerSearches({})
    const dialog = await openDialog('he')
    await dialog.write('ציונ')
    expect(dialog.options()).toEqual(['ציונים'])
    await dialog.write('הגדר')
    await dialog.press('Enter')
    expect(dialog.path()).toBe('/account')
    expect(readRecentSearches()).toEqual([])
  })

  it('offers what was searched for before, and forgets it when asked', async () => {
    rememberSearch('linear')
    const asked = answerSearches({ linear: [{ title: 'Linear algebra' }] })
    const dialog = await openDialog()
    expect(dialog.active()).toBe('linear')
    await dialog.press('Enter')
    await vi.advanceTimersByTimeAsync(typingPauseMs + 50)
    expect(asked).toEqual(['linear'])
    expect(dialog.options()).toEqual([expect.stringContaining('Linear algebra')])
    await dialog.write('')
    fireEvent.click(screen.getByRole('button', { name: 'Delete recent searches' }))
    expect(readRecentSearches()).toEqual([])
    expect(dialog.options()).not.toContain('linear')
  })

  it('says what to do where nothing is found, and how much was found', async () => {
    answerSearches({ exam: [{}, { id: '8' }] })
    const dialog = await openDialog()
    await dialog.write('exam')
    expect(screen.getByRole('status').textContent).toBe('')
    await vi.advanceTimersByTimeAsync(saidAfterMs)
    expect(screen.getByRole('status').textContent).toBe('2 results')
    await dialog.write('zzz')
    expect(screen.getByText('Try fewer words, or only the beginning of one.')).toBeTruthy()
    await vi.advanceTimersByTimeAsync(saidAfterMs)
    expect(screen.getByRole('status').textContent).toBe('Nothing was found')
  })

  it('says why it found nothing: an error with its request, or no network', async () => {
    server.use(
      http.get('*/api/search', () => HttpResponse.json(buildError('request.invalid'), { status: 400 })),
    )
    const dialog = await openDialog()
    await dialog.write('exam')
    expect(screen.getByRole('alert').textContent).toContain('req-1')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    server.use(http.get('*/api/search', () => HttpResponse.error()))
    await dialog.write('exams')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(screen.getByText(/There is no connection/)).toBeTruthy()
  })
})
