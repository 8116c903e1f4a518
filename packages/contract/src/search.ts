import { z } from 'zod'
import { itemKinds } from './classification.ts'
import { searchTypes } from './search-types.ts'

/** A text in pieces; those that were searched for are hits. Joined they are the text. */
export const markedTextSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export type MarkedText = z.infer<typeof markedTextSchema>

export const searchResultSchema = z.object({
  /** `announcement` is any discussion; its kind says whether it is an announcement. */
  type: z.enum(searchTypes),
  id: z.string(),
  courseId: z.string(),
  courseName: z.string(),
  /** Of an item itself, of a file what it hangs on, of a discussion its forum. */
  itemId: z.string().nullable(),
  title: z.string(),
  titleParts: markedTextSchema,
  kind: z.enum(itemKinds).nullable(),
  number: z.string().nullable(),
  /** Where its text says what was searched for; empty where its title and names alone do. */
  snippet: markedTextSchema,
  at: z.iso.datetime({ offset: true }).nullable(),
  /** Where it is in Moodle. */
  url: z.string().nullable(),
})
export type SearchResult = z.infer<typeof searchResultSchema>

export const searchAnswerSchema = z.object({
  /** The best first. */
  results: z.array(searchResultSchema),
  /** There are more than were asked for. */
  more: z.boolean(),
})
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
