import type { ItemKind } from '@spike/contract/classification'
import { isolate } from '../language/format.ts'
import { useLanguage } from '../language/language-context.tsx'
import './marks.css'

/** Kinds that a student thinks of together have one colour; those named in no group are grey. */
const groups: Partial<Record<ItemKind, string>> = {
  lecture: 'teaching',
  tutorial: 'teaching',
  lab: 'teaching',
  summary: 'teaching',
  reading: 'teaching',
  assignment: 'work',
  quiz: 'exam',
  exam: 'exam',
  past_exam: 'exam',
  solution: 'solution',
  recording: 'recording',
}

/** What an item is, with its number where it has one: "Lecture 3". */
export function KindChip(props: { kind: ItemKind; number?: string | null }) {
  const { t } = useLanguage()
  const text = () => {
    const kind = t(`kinds.${props.kind}`)
    return props.number ? t('frame.kindNumbered', { kind, number: isolate(props.number) }) : kind
  }
  return <span class={`kind kind-${groups[props.kind] ?? 'other'}`}>{text()}</span>
}
