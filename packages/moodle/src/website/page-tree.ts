import { DomHandler, Parser } from 'htmlparser2'
import { MoodleError } from '../errors.ts'

type PageTree = DomHandler['root']

/**
 * Moodle's own pages are some 35 tags deep, and what a person writes into them is shown to a depth of 200. The time of
 * the parser, and of every search for what a tag stands in, grows with the depth of every tag.
 */
const maxDepth = 250

/** Counts by what the parser itself takes for open, so that no reading of tags beside it can be led astray. */
class ShallowHandler extends DomHandler {
  #depth = 0

  override onopentag(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > maxDepth) throw new MoodleError('moodle.unexpected_answer', { detail: 'too_deep' })
    super.onopentag(name, attributes)
  }

  override onclosetag(): void {
    this.#depth--
    super.onclosetag()
  }
}

/** Reads markup as `parseDocument` would. Throws `moodle.unexpected_answer` at the first tag that is too deep. */
export function buildPageTree(html: string): PageTree {
  const handler = new ShallowHandler()
  new Parser(handler).end(html)
  return handler.root
}
