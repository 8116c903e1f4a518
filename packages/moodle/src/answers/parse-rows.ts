import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import { parseData } from './answer.ts'
import { id } from './fields.ts'

export interface RowList<T extends z.ZodType> {
  readonly schema: T
  readonly functionName: string
  /** Where in the answer the rows stand; null where the answer is the list. */
  readonly rowsAt: string | null
  /** Where in a row the course's id stands. */
  readonly courseAt: readonly string[]
}

/** The site's own front page is a course to Moodle, and none to a student. */
export const siteCourseId = 1

/** A row that is not of the schema's shape; its course is null where it does not even tell that. */
interface Misfit {
  readonly courseMoodleId: number | null
  readonly error: MoodleError
}

interface Rows<T extends z.ZodType> {
  /** The answer without its misfits. */
  readonly answer: z.output<T>
  readonly misfits: readonly Misfit[]
}

/**
 * Reads a list in which a row that does not fit leaves the others standing. Throws `moodle.unexpected_answer` where
 * the answer around the rows is not of the schema's shape.
 */
export function parseRows<T extends z.ZodType>(list: RowList<T>, data: unknown): Rows<T> {
  const { schema, functionName, rowsAt, courseAt } = list
  const parsed = schema.safeParse(data)
  if (parsed.success) return { answer: parsed.data, misfits: [] }
  const rows = readAt(data, rowsAt === null ? [] : [rowsAt])
  const depth = rowsAt === null ? 0 : 1
  const misfits = new Map<number, Misfit>()
  for (const { path } of parsed.error.issues) {
    const index = path[depth]
    if (typeof index !== 'number' || misfits.has(index)) continue
    const courseId = id.safeParse(readAt(data, [...path.slice(0, depth + 1), ...courseAt]))
    const detail = `shape at ${path.map(String).join('.')}`
    misfits.set(index, {
      courseMoodleId: courseId.success && courseId.data !== siteCourseId ? courseId.data : null,
      error: new MoodleError('moodle.unexpected_answer', { detail, functionName }),
    })
  }
  const fitting = Array.isArray(rows) ? rows.filter((_, index) => !misfits.has(index)) : rows
  const rest = rowsAt === null ? fitting : { ...Object(data), [rowsAt]: fitting }
  // What is wrong outside of the rows is still wrong.
  return { answer: parseData(schema, rest, functionName), misfits: [...misfits.values()] }
}

const warningsSchema = z.object({
  warnings: z.array(z.object({ item: z.unknown().optional(), itemid: z.unknown().optional() })),
})

/** What a list was not given of, as Moodle says beside HTTP 200: that there is none of it is not told. */
export function readWarnings(data: unknown): z.output<typeof warningsSchema>['warnings'] {
  const parsed = warningsSchema.safeParse(data)
  return parsed.success ? parsed.data.warnings : []
}

function readAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Object(value)[key], data)
}
