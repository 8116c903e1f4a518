import { DomHandler } from 'htmlparser2'
import { expect, test, vi } from 'vitest'
import { openFrame } from './page-frame.ts'

const inBody = (inside: string) => `<html><body id="page-my-index" class="">${inside}</body></html>`

/** What came of a page, and for how many tags anything was built. */
function open(html: string) {
  using built = vi.spyOn(DomHandler.prototype, 'onopentag')
  try {
    return { opened: openFrame(html).bodyId, tags: built.mock.calls.length }
  } catch (error) {
    return { error, tags: built.mock.calls.length }
  }
}

const tooDeep = { code: 'moodle.unexpected_answer', detail: 'too_deep' }

test.each([
  ['tags whose end may be left out', '<li><p><dd>'],
  ['tags of tables', '<table><tr><td>'],
  ['tags that look as if they ended themselves', '<div/>'],
  ['brackets in attributes', '<div title="></div>">'],
  ['ends of tags that are not open', '<div></span>'],
])('is given up at the first tag that is too deep: %s', (_, tags) => {
  const { error, tags: built } = open(inBody(tags.repeat(10_000)))
  expect(error).toMatchObject(tooDeep)
  expect(built).toBeLessThanOrEqual(250)
})

test('has as many tags beside each other as it likes', () => {
  const row = '<tr><td>1<td>2<br><img src="x">'
  const { opened, tags } = open(inBody(`<table>${row.repeat(5_000)}</table>${'<p>x'.repeat(5_000)}`))
  expect(opened).toBe('page-my-index')
  expect(tags).toBeGreaterThan(25_000)
})

test('is read to the depth that a person writes in', () => {
  expect(open(inBody('<div>'.repeat(240) + '</div>'.repeat(240)))).toMatchObject({ opened: 'page-my-index' })
})

test('is not read at all where it is longer than any of Moodle', () => {
  const { error, tags } = open(inBody('x'.repeat(3_000_000)))
  expect(error).toMatchObject({ code: 'moodle.answer_too_large' })
  expect(tags).toBe(0)
})
