/** Ids are PostgreSQL's bigints; more digits than these are no id of ours. */
export const rowIdPattern = /^[1-9]\d{0,14}$/

/** Null for what can be no id: there is no such row then. */
export const readRowId = (text: string): number | null => (rowIdPattern.test(text) ? Number(text) : null)
