import { itemKinds, type ItemKind } from '@spike/contract'
import { classifyItem, type ItemAnswer } from './classify-item.ts'
import type { LabelledItem } from './labelled/rows.ts'

export interface KindScore {
  kind: ItemKind
  labelled: number
  /** null when the classifier never said the kind, or no item has it. */
  precision: number | null
  recall: number | null
}

export interface Measurement {
  items: number
  rightKinds: number
  rightNumbers: number
  kinds: KindScore[]
  mistakes: { item: LabelledItem; answer: ItemAnswer }[]
}

/** Runs the classifier over labelled items and counts, per kind, how often it was right. */
export function measure(items: readonly LabelledItem[]): Measurement {
  const answered = items.map((item) => ({ item, answer: classifyItem(item.facts) }))
  const right = answered.filter(({ item, answer }) => item.kind === answer.kind)
  const kinds = itemKinds.map((kind) => {
    const labelled = answered.filter(({ item }) => item.kind === kind).length
    const said = answered.filter(({ answer }) => answer.kind === kind).length
    const hits = right.filter(({ item }) => item.kind === kind).length
    return { kind, labelled, precision: said ? hits / said : null, recall: labelled ? hits / labelled : null }
  })
  return {
    items: items.length,
    rightKinds: right.length,
    rightNumbers: answered.filter(({ item, answer }) => item.number === answer.number).length,
    kinds,
    mistakes: answered.filter(
      ({ item, answer }) => item.kind !== answer.kind || item.number !== answer.number,
    ),
  }
}
