import { expect, it } from 'vitest'
import { createWordMatch } from './match-words.ts'

it('takes every word that was typed, in any order and in any of the texts', () => {
  const matches = createWordMatch('  levi DATA ')
  expect(matches(['Data structures', null, 'Prof. Levi'])).toBe(true)
  expect(matches(['Data structures'])).toBe(false)
})

it('reads over gershayim, niqqud and vowel signs', () => {
  expect(createWordMatch('צהל')(['מבוא לצה"ל'])).toBe(true)
  expect(createWordMatch('ת״ב')(['ת"ב 3'])).toBe(true)
  expect(createWordMatch('שלום')(['שָׁלוֹם'])).toBe(true)
  expect(createWordMatch('محاضرة')(['مُحَاضَرَة'])).toBe(true)
})

it('takes everything where nothing was typed', () => {
  expect(createWordMatch(' ')(['x'])).toBe(true)
})
