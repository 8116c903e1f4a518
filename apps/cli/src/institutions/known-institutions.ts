import { readFile } from 'node:fs/promises'
import { institutionIdPattern } from '@spike/contract'
import { z } from 'zod'

const catalogue = new URL('../../../../db/institutions.json', import.meta.url)
const institutionsSchema = z.array(
  z.object({
    id: z.string().regex(institutionIdPattern),
    name: z.object({ he: z.string().min(1), en: z.string().min(1), ar: z.string().min(1) }),
    url: z.url({ protocol: /^https$/ }),
  }),
)
export type KnownInstitution = z.infer<typeof institutionsSchema>[number]

/** The catalogue that `institution add` takes from. Its addresses are not verified. */
export async function readKnownInstitutions(): Promise<KnownInstitution[]> {
  const { institutions } = JSON.parse(await readFile(catalogue, 'utf8')) as { institutions: unknown }
  return institutionsSchema.parse(institutions)
}
