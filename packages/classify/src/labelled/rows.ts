import { itemKinds, type ItemKind } from '@spike/contract'
import type { ItemFacts } from '../classify-item.ts'
import { arabicRows } from './arabic.ts'
import { borderRows } from './borders.ts'
import { englishRows } from './english.ts'
import { hebrewRows } from './hebrew.ts'
import { heldOut } from './held-out.ts'
import { israeliRows } from './israeli.ts'

export interface LabelledItem {
  facts: ItemFacts
  kind: ItemKind
  number: string | null
}

/** The names the rules were written with, and those kept aside to measure them. */
export const labelledItems: { development: LabelledItem[]; heldOut: LabelledItem[] } = {
  development: [hebrewRows, englishRows, arabicRows, borderRows, israeliRows].flatMap(parseRows),
  heldOut: parseRows(heldOut),
}

function parseRows(text: string): LabelledItem[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [label = '', modname = '', section = '', name = '', filename = ''] = line
        .split('|')
        .map((field) => field.trim())
      const [kindText, number = '-'] = label.split(' ')
      const kind = itemKinds.find((known) => known === kindText)
      if (!kind || !name) throw new Error(`Not a labelled item: ${line}`)
      return {
        facts: { modname, name, section, filename: filename || null },
        kind,
        number: number === '-' ? null : number,
      }
    })
}
