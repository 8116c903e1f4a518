/** How values of the database are written in the contract's shapes. */

export const timeText = (at: Date | null): string | null => at?.toISOString() ?? null
export const idText = (id: number | null): string | null => (id === null ? null : String(id))
