import { z } from 'zod'
import { institutionIdPattern, plainTextPattern } from './ids.ts'
import { languages } from './languages.ts'
import { staffRoles } from './roles.ts'

export const institutionSchema = z.object({
  id: z.string(),
  name: z.object({ he: z.string(), en: z.string(), ar: z.string() }),
})
export const institutionsAnswerSchema = z.object({ institutions: z.array(institutionSchema) })
export type Institution = z.infer<typeof institutionSchema>

export const loginRequestSchema = z.object({
  universityId: z.string().trim().regex(institutionIdPattern),
  username: z.string().trim().min(1).max(100).regex(plainTextPattern),
  password: z.string().min(1).max(1000),
})
export type LoginRequest = z.infer<typeof loginRequestSchema>

export const studentSchema = z.object({
  id: z.uuid(),
  fullName: z.string(),
  username: z.string(),
  institution: institutionSchema,
  language: z.enum(languages).nullable(),
})
export type Student = z.infer<typeof studentSchema>

export const meAnswerSchema = z.object({ user: studentSchema })
/** syncJobId is null where AUTO_SYNC_ENABLED=false and no job was active. */
export const loginAnswerSchema = z.object({ user: studentSchema, syncJobId: z.uuid().nullable() })
export type LoginAnswer = z.infer<typeof loginAnswerSchema>

export const staffLoginRequestSchema = z.object({
  email: z.email().max(200),
  password: z.string().min(1).max(1000),
})
export const staffSchema = z.object({ id: z.uuid(), email: z.string(), role: z.enum(staffRoles) })
export const staffAnswerSchema = z.object({ staff: staffSchema })
export type Staff = z.infer<typeof staffSchema>
