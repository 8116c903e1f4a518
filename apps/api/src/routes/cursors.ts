import type { JobsCursor, NotificationsCursor } from '@spike/store'
import { z } from '@hono/zod-openapi'
import { ApiError } from '../errors.ts'

/** Cursors are opaque to whoever gets them: JSON in base64url. One that we did not write is a 400. */

/** What asks for a page of a student's list. */
export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

const jobsCursorSchema = z.tuple([z.int().nonnegative(), z.uuid()])
/** The last moment that PostgreSQL and a Date both hold. */
const maxDateMs = 8.64e15
const notificationsCursorSchema = z.tuple([z.int().min(0).max(maxDateMs), z.int().positive()])
const idCursorSchema = z.tuple([z.int().positive()])

const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function read<T>(cursor: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) {
    throw new ApiError('request.invalid', {
      fields: [{ path: 'cursor', message: 'Not a cursor of this list' }],
    })
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const writeJobsCursor = ({ createdAtMicros, id }: JobsCursor) => write([createdAtMicros, id])
export function readJobsCursor(cursor: string): JobsCursor {
  const [createdAtMicros, id] = read(cursor, jobsCursorSchema)
  return { createdAtMicros, id }
}

export const writeIdCursor = (id: number) => write([id])
export const readIdCursor = (cursor: string): number => read(cursor, idCursorSchema)[0]

export const writeNotificationsCursor = ({ createdAtMs, id }: NotificationsCursor) => write([createdAtMs, id])
export function readNotificationsCursor(cursor: string): NotificationsCursor {
  const [createdAtMs, id] = read(cursor, notificationsCursorSchema)
  return { createdAtMs, id }
}
