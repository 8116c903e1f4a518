import { z } from 'zod'

const learntCostSchema = z.object({
  /** Milliseconds that a call takes the site, whatever it asks for. */
  callMs: z.number().nonnegative(),
  /** Milliseconds more for each course it asks for; 0 for calls about one thing. */
  perCourseMs: z.number().nonnegative(),
  /** Calls that this was learnt from, for weighing the next. */
  samples: z.number().int().nonnegative(),
})
export type LearntCost = z.output<typeof learntCostSchema>

const siteKnowledgeSchema = z.object({
  /** How a student of this site is read; null where nobody signed in yet. */
  transport: z.enum(['web_services', 'website']).nullable().default(null),
  /** Where a name and a password become a token; null where they do not, or nobody tried. */
  tokenFrom: z.enum(['token.php', 'launch.php']).nullable().default(null),
  /** `browser` where students sign in on a page of the university's own (single sign-on). */
  signIn: z.enum(['password', 'browser']).nullable().default(null),
  launchUrl: z.string().nullable().default(null),
  release: z.string().nullable().default(null),
  /** The functions that the site's service offers; null where it does not list them. */
  functions: z.array(z.string()).nullable().default(null),
  /** Milliseconds that a request costs before any call in it. */
  requestMs: z.number().nonnegative().nullable().default(null),
  /** By function. */
  costs: z.record(z.string(), learntCostSchema).default({}),
})

/** What is learnt of a site while students are read there, for the next one. Plain JSON; nothing in it is a person's. */
export type SiteKnowledge = z.output<typeof siteKnowledgeSchema>

export const nothingKnown: SiteKnowledge = siteKnowledgeSchema.parse({})

/** What was stored, or null where it is not of this shape: then it is learnt again. */
export function readSiteKnowledge(stored: unknown): SiteKnowledge | null {
  const parsed = siteKnowledgeSchema.safeParse(stored)
  return parsed.success ? parsed.data : null
}
