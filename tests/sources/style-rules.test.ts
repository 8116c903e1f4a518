import { describe, expect, it } from 'vitest'
import { webSources } from './web-sources.ts'

const tokensFile = 'style/tokens.css'
const styleSheets = webSources('.css')

const rawColour =
  /#[\da-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|hwb|lab|lch)\(|:\s*[^;{]*\b(white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b/i
/** What turns around with the direction of the text has a logical name: inline-start, block-end. */
const physical =
  /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)\b|(left|right|top|bottom|width|height|(min|max)-(width|height))\s*:|(text-align|float|clear)\s*:\s*(left|right)\b|border-(top|bottom)-(left|right)-radius)/

/** The lines of a style sheet, without its comments and the conditions of its at-rules, that a pattern matches. */
function linesWith(pattern: RegExp, source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/@(media|container|supports)[^{]*/g, '')
  return code.split('\n').filter((line) => pattern.test(line))
}

const inAll = (pattern: RegExp, which: (file: string) => boolean = () => true) =>
  styleSheets
    .filter(({ file }) => which(file))
    .flatMap(({ file, source }) => linesWith(pattern, source).map((line) => `${file}: ${line.trim()}`))

describe('the style sheets', () => {
  it('take every colour from the tokens', () => {
    expect(inAll(rawColour, (file) => file !== tokensFile)).toEqual([])
    expect(inAll(rawColour, (file) => file === tokensFile)).not.toEqual([])
  })

  it('know no left and right, so that they hold in both directions of text', () => {
    expect(inAll(physical)).toEqual([])
  })

  it.each<[string, RegExp, number]>([
    ['  color: #fff;', rawColour, 1],
    ['  border: 1px solid red;', rawColour, 1],
    ['  color: var(--ink);', rawColour, 0],
    ['  background: transparent;', rawColour, 0],
    ['  margin-left: 1rem;', physical, 1],
    ['  left: 0;', physical, 1],
    ['  text-align: right;', physical, 1],
    ['  margin-inline-start: 1rem;', physical, 0],
    ['  border-width: 0;', physical, 0],
    ['@media (max-width: 47.99rem) {', physical, 0],
  ])('in %s matched by %s: %i', (line, pattern, times) => {
    expect(linesWith(pattern, line)).toHaveLength(times)
  })
})
