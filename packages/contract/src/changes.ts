import { z } from 'zod'
import { changeKinds } from './change-kinds.ts'
import { rowIdPattern } from './ids.ts'

const timestamp = z.iso.datetime({ offset: true })

/** Something that a sync found new or different. */
export const changeSchema = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(changeKinds),
  subject: z.enum(['course', 'item', 'grade', 'announcement']),
  /** Null where the course is gone, as is `itemId` where the item is. */
  courseId: z.string().nullable(),
  courseName: z.string().nullable(),
  itemId: z.string().nullable(),
  title: z.string(),
  /** What changed, from what, to what; values are Moodle's own (dates in ISO 8601). */
  fields: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  /** Of an announcement: what it says. */
  textHtml: z.string().nullable(),
  /** Where it is in Moodle. */
  url: z.string().nullable(),
  read: z.boolean(),
})
export type Change = z.infer<typeof changeSchema>
export const changesAnswerSchema = z.object({
  changes: z.array(changeSchema),
  nextCursor: z.string().nullable(),
  /** Of all of the student's changes, whatever was asked for. */
  unreadCount: z.int(),
})
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>

const rowId = z.string().regex(rowIdPattern)
/** Which changes are read: those that meet all that is said. */
export const readChangesRequestSchema = z
  .object({
    ids: z.array(rowId).min(1).max(500).optional(),
    /** This one and all before it. */
    upTo: rowId.optional(),
    courseId: rowId.optional(),
    kinds: z.array(z.enum(changeKinds)).min(1).optional(),
  })
  .refine(({ ids, upTo, courseId }) => ids !== undefined || upTo !== undefined || courseId !== undefined, {
    message: 'Say which: ids, upTo or courseId',
  })
export type ReadChangesRequest = z.infer<typeof readChangesRequestSchema>
export const readChangesAnswerSchema = z.object({ unreadCount: z.int() })
