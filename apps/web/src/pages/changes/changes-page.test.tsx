import { screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../app.tsx'
import { buildChange, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => history.replaceState(null, '', '/changes'))

async function showFields(...fields: ReturnType<typeof buildChange>['fields']): Promise<string[]> {
  server.use(
    http.get('*/api/auth/me', () => HttpResponse.json({ user: student })),
    http.get('*/api/changes', () =>
      HttpResponse.json({ changes: [buildChange({ fields })], nextCursor: null }),
    ),
  )
  await renderPage(() => <App />, 'en')
  const change = await screen.findByRole('listitem')
  return [...change.querySelectorAll('dl')].map((list) =>
    [...list.children].map(({ textContent }) => textContent).join(' '),
  )
}

describe('what changed', () => {
  it('is shown from what to what', async () => {
    expect(
      await showFields(
        { name: 'name', from: 'Lecture', to: 'Lecture 3' },
        { name: 'due', from: '2026-11-25T10:00:00.000Z', to: null },
      ),
    ).toEqual(['Before Lecture Now Lecture 3', expect.stringMatching(/^Before Wed.* 25 Nov.* Now empty$/)])
  })

  it('leaves out what there was not before, and texts of which it is only known that they changed', async () => {
    expect(
      await showFields(
        { name: 'file', from: null, to: '/notes.pdf' },
        { name: 'description', from: null, to: null },
        { name: 'grade', from: '90', to: null },
      ),
    ).toEqual(['Now /notes.pdf', 'Before 90 Now empty'])
  })
})
