import { expect, it } from 'vitest'
import { buildResult } from '../../testing/build-result.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { ResultLine } from './result-line.tsx'

it.each([
  // An item of that kind is a forum; this is one announcement in it.
  [{ type: 'announcement', kind: 'announcement' }, 'Announcement'],
  [{ type: 'announcement', kind: 'discussion' }, 'Discussion'],
  [{ type: 'item', kind: 'lecture', number: '3' }, 'Lecture \u20683\u2069'],
  [{ type: 'file', kind: 'lecture', number: null }, 'File'],
] as const)('%j is called %s', async (result, name) => {
  const { container } = await renderPage(() => <ResultLine result={buildResult(result)} />, 'en')
  expect(container.querySelector('.kind')?.textContent).toBe(name)
})
