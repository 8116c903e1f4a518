import type { ItemKind } from '@spike/contract'

/** Words that are no kind by themselves but change what the kind beside them means. */
export type Modifier =
  | 'sample' // of earlier years, for practice
  | 'sitting' // moed A
  | 'info' // dates, rules, rooms: about a thing, not the thing
  | 'hand_in' // to be submitted
  | 'meeting' // a live meeting
  | 'week' // counts, says nothing about the kind
  | 'ordinal_mark' // "no.", "number"
  | 'not_lesson' // the number after it counts something else
  | 'topic' // what a lesson is about, though a word in it is a cue elsewhere: שוק העבודה, data structures
  | 'with' // what follows comes along, it is not the head

export type Sign = ItemKind | Modifier

/** 3 decides alone, 2 unless the section says otherwise, 1 if nothing else speaks. */
export type Weight = 1 | 2 | 3

export interface LexiconEntry {
  sign: Sign
  weight: Weight
  /** Phrases parted by commas; each is matched word by word. */
  phrases: string
}
