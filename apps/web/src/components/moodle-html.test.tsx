import { screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, it } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { MoodleHtml } from './moodle-html.tsx'

const levels = () =>
  screen.getAllByRole('heading').map((heading) => [heading.textContent, heading.getAttribute('aria-level')])

it('has its headings go on from those of the page, whatever size they were given', async () => {
  const [html, setHtml] = createSignal('<h5>small</h5><h2>large</h2><h5>small</h5><h6>tiny</h6>')
  await renderPage(() => <MoodleHtml html={html()} headingLevel={4} />, 'en')
  expect(levels()).toEqual([
    ['small', '4'],
    ['large', '4'],
    ['small', '5'],
    ['tiny', '6'],
  ])
  setHtml('<h1>alone</h1>')
  expect(levels()).toEqual([['alone', '4']])
})
