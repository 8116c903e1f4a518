/** Staff roles, from the one that may least to the one that may most. */
export const staffRoles = ['viewer', 'operator', 'manager', 'admin'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Whether `role` may do what needs at least `needed`. */
export function roleAllows(role: StaffRole, needed: StaffRole): boolean {
  return staffRoles.indexOf(role) >= staffRoles.indexOf(needed)
}
