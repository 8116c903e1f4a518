/** What can have happened to a thing between two syncs. */
export const changeKinds = [
  'new',
  'changed',
  'moved',
  'gone',
  'grade_given',
  'deadline_moved',
  'announcement_posted',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Those that are worth a mark or a notification: what moved or went away is to be read, not to be told. */
export const newsKinds = [
  'new',
  'changed',
  'grade_given',
  'deadline_moved',
  'announcement_posted',
] as const satisfies readonly ChangeKind[]
export type NewsKind = (typeof newsKinds)[number]
