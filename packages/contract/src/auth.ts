import { z } from 'zod'
import { institutionIdPattern, plainTextPattern } from './ids.ts'
import { languages } from './languages.ts'
import { staffRoles } from './roles.ts'
import { themes } from './themes.ts'

export const institutionSchema = z.object({
  id: z.string(),
  name: z.object({ he: z.string(), en: z.string(), ar: z.string() }),
})
export type Institution = z.infer<typeof institutionSchema>

/** A university to sign in at: in Spike's own form, or on a page of the university's (single sign-on). */
export const institutionChoiceSchema = institutionSchema.extend({ signIn: z.enum(['password', 'browser']) })
export type InstitutionChoice = z.infer<typeof institutionChoiceSchema>
export const institutionsAnswerSchema = z.object({ institutions: z.array(institutionChoiceSchema) })

const timestamp = z.iso.datetime({ offset: true })
const universityId = z.string().trim().regex(institutionIdPattern)

export const loginRequestSchema = z.object({
  universityId,
  username: z.string().trim().min(1).max(100).regex(plainTextPattern),
  password: z.string().min(1).max(1000),
})
export type LoginRequest = z.infer<typeof loginRequestSchema>

export const launchRequestSchema = z.object({ universityId })
/** `url` is of the university's own page, to be opened by the student. */
export const launchAnswerSchema = z.object({ url: z.url() })
export type LaunchAnswer = z.infer<typeof launchAnswerSchema>
/** `pasted` is the link that the page showed after signing in there, or a token of Moodle's. */
export const launchFinishSchema = z.object({ universityId, pasted: z.string().trim().min(1).max(4000) })
export type LaunchFinish = z.infer<typeof launchFinishSchema>

export const studentSchema = z.object({
  id: z.uuid(),
  fullName: z.string(),
  username: z.string(),
  institution: institutionSchema,
  /** What Spike writes to them in. */
  language: z.enum(languages).nullable(),
  /** They chose it here; otherwise it is what their Moodle says of them. */
  languageChosen: z.boolean(),
  theme: z.enum(themes),
  /** When their visit before this one ended: what was found since is new to them. Null at the first. */
  lastVisitAt: timestamp.nullable(),
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
