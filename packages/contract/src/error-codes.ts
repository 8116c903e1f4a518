import { z } from 'zod'
import { errorCodes } from './error-traits.ts'

export * from './error-traits.ts'

export const errorCodeSchema = z.enum(errorCodes)

/** The one shape of every error answer. */
export const errorAnswerSchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    message: z.string(),
    requestId: z.string(),
    /** For `request.invalid`: which fields, and what is wrong with each. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** For what passes by itself: seconds after which another try makes sense. */
    retryAfterSeconds: z.number().optional(),
  }),
})
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>
