import { z } from 'zod'
import { batchFunction } from './web-services/calls.ts'
import { pricedFunctions } from './web-services/costs.ts'

const learntCostSchema = z.object({
  /** Milliseconds that a call takes the site, whatever it asks for. */
  callMs: z.number().nonnegative(),
  /** Milliseconds more for each course it asks for; 0 for calls about one thing. */
  perCourseMs: z.number().nonnegative(),
  /** Calls that this was learnt from, for weighing the next. */
  samples: z.number().int().nonnegative(),
})
export type LearntCost = z.output<typeof learntCostSchema>

/** A site may list any names, and as many as it likes: those are kept that Spike has a use for. */
const isUsed = (name: string) => name === batchFunction || pricedFunctions.has(name)

/** What is longer than any such text of Moodle is not known. */
const shortText = (maxLength: number) =>
  z
    .string()
    .transform((text) => (text.length <= maxLength ? text : null))
    .nullable()
    .default(null)

const siteKnowledgeSchema = z.object({
  /** How a student of this site is read; null where nobody signed in yet. */
  transport: z.enum(['web_services', 'website']).nullable().default(null),
  /** Where a name and a password become a token; null where they do not, or nobody tried. */
  tokenFrom: z.enum(['token.php', 'launch.php']).nullable().default(null),
  /** `browser` where students sign in on a page of the university's own (single sign-on). */
  signIn: z.enum(['password', 'browser']).nullable().default(null),
  launchUrl: shortText(2_000),
  release: shortText(60),
  /** Those of the functions Spike asks for that the site's service offers; null where it does not list them. */
  functions: z
    .array(z.string())
    .transform((names) => [...new Set(names)].filter(isUsed).toSorted())
    .nullable()
    .default(null),
  /** Milliseconds that a request costs before any call in it. */
  requestMs: z.number().nonnegative().nullable().default(null),
  /** By function. */
  costs: z
    .record(z.string(), learntCostSchema)
    .transform((costs) => Object.fromEntries(Object.entries(costs).filter(([name]) => isUsed(name))))
    .default({}),
})

/** What is learnt of a site while students are read there, for the next one. Plain JSON; nothing in it is a person's. */
export type SiteKnowledge = z.output<typeof siteKnowledgeSchema>

export const nothingKnown: SiteKnowledge = siteKnowledgeSchema.parse({})

/** What may be stored of what a site said: what is over the bounds is dropped. */
export function boundSiteKnowledge(found: SiteKnowledge): SiteKnowledge {
  return siteKnowledgeSchema.parse(found)
}

/** What was stored, or null where it is not of this shape: then it is learnt again. */
export function readSiteKnowledge(stored: unknown): SiteKnowledge | null {
  const parsed = siteKnowledgeSchema.safeParse(stored)
  return parsed.success ? parsed.data : null
}
