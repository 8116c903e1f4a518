/** The filters of the jobs page, as they stand in its address; the same names as the API's. */
export const filterNames = ['state', 'institution', 'user', 'errorCode', 'from', 'to'] as const
export type FilterName = (typeof filterNames)[number]
export type JobsFilters = Readonly<Partial<Record<FilterName | 'cursor', string | undefined>>>

/** The API's query. Times of the address bar have no zone: they are the device's. */
export function toJobsQuery(filters: JobsFilters): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of [...filterNames, 'cursor'] as const) {
    const value = filters[name]?.trim()
    if (!value) continue
    if (name === 'from' || name === 'to') {
      const at = new Date(value)
      if (!Number.isNaN(at.getTime())) query.set(name, at.toISOString())
    } else query.set(name, value)
  }
  return query
}
