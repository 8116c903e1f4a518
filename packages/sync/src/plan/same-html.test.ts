import { expect, test } from 'vitest'
import { sameHtml } from './same-html.ts'

test('other markup around the same words is the same', () => {
  expect(sameHtml('<p>שלום <b>לכם</b></p>', '<div>שלום\nלכם</div>')).toBe(true)
  expect(sameHtml('<p>a</p><p>b</p>', 'a<br>b&nbsp;')).toBe(true)
})

test('another word, another link, and a text where there was none are not', () => {
  expect(sameHtml('<p>a</p>', '<p>b</p>')).toBe(false)
  expect(sameHtml('<a href="https://m/1">Zoom</a>', '<a href="https://m/2">Zoom</a>')).toBe(false)
  expect(sameHtml(null, '<p>a</p>')).toBe(false)
})
