import { describe, expect, it } from 'vitest'
import { words as ar } from './ar/index.ts'
import { words as en } from './en/index.ts'
import { words as he } from './he/index.ts'
import type { Text } from './translate.ts'

type Areas = Readonly<Record<string, Readonly<Record<string, Text>>>>

function textsOf(areas: Areas): Map<string, Text> {
  return new Map(
    Object.entries(areas).flatMap(([area, texts]) =>
      Object.entries(texts).map(([key, text]): [string, Text] => [`${area}.${key}`, text]),
    ),
  )
}

/** Which parameters any form of the text names; a form for one or two may leave `{count}` out. */
function parametersOf(text: Text): string[] {
  const forms = typeof text === 'string' ? [text] : Object.values(text)
  return [
    ...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))),
  ]
}

const hebrew = textsOf(he)

describe.each([
  ['English', textsOf(en)],
  ['Arabic', textsOf(ar)],
])('the words in %s', (_name, texts) => {
  it('have the same keys as the Hebrew ones', () => {
    expect([...texts.keys()].toSorted()).toEqual([...hebrew.keys()].toSorted())
  })

  it('name the same parameters as the Hebrew ones', () => {
    const parametersByKey = (all: Map<string, Text>) =>
      Object.fromEntries([...all].map(([key, text]) => [key, parametersOf(text).toSorted()]))
    expect(parametersByKey(texts)).toEqual(parametersByKey(hebrew))
  })

  it('are never empty', () => {
    const empty = [...texts].filter(([, text]) =>
      (typeof text === 'string' ? [text] : Object.values(text)).some((form) => form.trim() === ''),
    )
    expect(empty).toEqual([])
  })
})
