import { encodeXML } from 'entities'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from './clean-text.ts'
import { linearGrowth, measureGrowth } from './testing/measure-growth.ts'

describe('cleanText', () => {
  it.each([
    ['מבוא &amp; תרגול', 'מבוא & תרגול'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['ד&quot;ר כהן &#039;א', 'ד"ר כהן \'א'],
    ['<span class="nolink">Week <b>1</b></span>', 'Week 1'],
    ['one<br />two', 'one two'],
    ['  many \n\t spaces\u00a0here ', 'many spaces here'],
    ['a < b and b > c', 'a < b and b > c'],
    ['safe\u202Egpj.exe\u0000', 'safegpj.exe'],
    ['שלום\u200f', 'שלום\u200f'],
  ])('reads %j as %j', (raw, clean) => {
    expect(cleanText(raw, 'he')).toBe(clean)
  })

  it('keeps one language of several', () => {
    const mlang = '{mlang en}Algebra{mlang}{mlang he}אלגברה{mlang} 1'
    expect(cleanText(mlang, 'en')).toBe('Algebra 1')
    expect(cleanText(mlang, 'ar')).toBe('אלגברה 1')
    expect(cleanText('{mlang fr,de}Algèbre{mlang}{mlang other}Other{mlang}', 'he')).toBe('Other')
    expect(cleanText('{mlang fr}Algèbre{mlang}', 'he')).toBe('Algèbre')
  })

  it('keeps one language of old-style spans', () => {
    const spans =
      '<span lang="he" class="multilang">שלום</span> <span class="multilang" lang="en">Hello</span>!'
    expect(cleanText(spans, 'en')).toBe('Hello!')
    expect(cleanText(spans, 'he_wp')).toBe('שלום!')
  })

  it('gives back any text that Moodle escaped', () => {
    const visible = fc
      .string({ unit: 'grapheme' })
      .map((text) =>
        text
          .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter((text) => !text.includes('{mlang'))
    fc.assert(
      fc.property(visible, (text) => {
        expect(cleanText(encodeXML(text), 'he')).toBe(text)
      }),
    )
  })

  it('leaves nothing that a database refuses or that reverses the line', () => {
    const codeUnits = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units))
    fc.assert(
      fc.property(codeUnits, (text) => {
        const clean = cleanText(text, 'he')
        expect(clean.isWellFormed()).toBe(true)
        // oxlint-disable-next-line no-control-regex -- that there are none is what is tested
        expect(clean).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  it.each(['<', '<b', '&', '&#', '{mlang', '{mlang he}', '<span class="multilang" lang="he">', ' '])(
    'takes no time in the square of the length over many of %j',
    (piece) => {
      // No longer than a name may be, so that nothing is cut off.
      const clean = (length: number) => {
        for (let time = 0; time < 10; time++) cleanText(piece.repeat(length / piece.length), 'he')
      }
      expect(measureGrowth(clean, 5_000)).toBeLessThan(linearGrowth)
    },
  )
})
