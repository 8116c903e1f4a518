import type { SiteAddress } from '@spike/moodle'
import { type InstitutionRow, readInstitution } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'

/** A university that a student can sign in at now. Throws `auth.institution_unknown` for any other. */
export async function readOpenInstitution(
  { database, settings }: Pick<AppDeps, 'database' | 'settings'>,
  id: string,
): Promise<InstitutionRow> {
  const institution = await readInstitution(database.db, id)
  const open = institution?.enabled && (settings.allowLocalSites || !institution.is_local)
  if (!open) throw new ApiError('auth.institution_unknown')
  return institution
}

export const siteOf = (institution: InstitutionRow): SiteAddress => ({
  institutionId: institution.id,
  url: institution.url,
  local: institution.is_local,
})
