import type { SiteAddress } from '@spike/moodle'
import { type InstitutionRow, readInstitution } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { ApiError } from '../errors.ts'

/** A university whose site is asked for its students. Throws what `closed` is for any other. */
export async function readOpenInstitution(
  { database, settings }: Pick<AppDeps, 'database' | 'settings'>,
  id: string,
  closed: 'auth.institution_unknown' | 'auth.institution_disabled' = 'auth.institution_unknown',
): Promise<InstitutionRow> {
  const institution = await readInstitution(database.db, id)
  const open = institution?.enabled && (settings.allowLocalSites || !institution.is_local)
  if (!open) throw new ApiError(closed)
  return institution
}

export const siteOf = (institution: InstitutionRow): SiteAddress => ({
  institutionId: institution.id,
  url: institution.url,
  local: institution.is_local,
})
