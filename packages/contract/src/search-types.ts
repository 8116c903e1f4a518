/** What can be searched for. `announcement` is any discussion. */
export const searchTypes = ['course', 'section', 'item', 'announcement', 'file'] as const
export type SearchType = (typeof searchTypes)[number]
