import { rowIdPattern } from '@spike/contract'

/** Null for what can be no id: there is no such row then. */
export const readRowId = (text: string): number | null => (rowIdPattern.test(text) ? Number(text) : null)
