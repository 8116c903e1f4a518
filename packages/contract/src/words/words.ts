import type { ErrorCode } from '../error-codes.ts'
import type { ItemKind, Term } from '../classification.ts'
import type { JobState } from '../job-states.ts'
import type { StageKey } from '../stages.ts'
import type { words as hebrewOfEntrance } from './he/entrance.ts'
import type { words as hebrewOfStaff } from './he/staff.ts'
import type { words as hebrewOfStudents } from './he/student.ts'
import type { Text } from './translate.ts'

/** The same areas and keys in every language; Hebrew is the one that says which there are. */
type SameKeys<Area> = { readonly [Key in keyof Area]: Text }
type SameAreas<Areas> = { readonly [Area in keyof Areas]: SameKeys<Areas[Area]> }
export type EntranceWords = SameAreas<typeof hebrewOfEntrance>
export type StudentWords = SameAreas<typeof hebrewOfStudents>
export type StaffWords = SameAreas<typeof hebrewOfStaff>
export type Words = EntranceWords & StudentWords & StaffWords

/** Areas whose keys are fixed by codes elsewhere in the contract. */
export type ErrorWords = Readonly<Record<ErrorCode, Text>>
export type KindWords = Readonly<Record<ItemKind, Text>>
export type TermWords = Readonly<Record<Term, Text>>
export type StageWords = Readonly<Record<StageKey, Text>>
export type JobStateWords = Readonly<Record<JobState, Text>>
