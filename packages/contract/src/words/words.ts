import type { ErrorCode } from '../error-codes.ts'
import type { JobState } from '../admin.ts'
import type { ItemKind, Term } from '../classification.ts'
import type { StageKey } from '../stages.ts'
import type { words as hebrew } from './he/index.ts'
import type { Text } from './translate.ts'

/** The same areas and keys in every language; Hebrew is the one that says which there are. */
type SameKeys<Area> = { readonly [Key in keyof Area]: Text }
export type Words = { readonly [Area in keyof typeof hebrew]: SameKeys<(typeof hebrew)[Area]> }

/** Areas whose keys are fixed by codes elsewhere in the contract. */
export type ErrorWords = Readonly<Record<ErrorCode, Text>>
export type KindWords = Readonly<Record<ItemKind, Text>>
export type TermWords = Readonly<Record<Term, Text>>
export type StageWords = Readonly<Record<StageKey, Text>>
export type JobStateWords = Readonly<Record<JobState, Text>>
