/** Whether this is one of the pages of staff. A page load decides: nothing leads from the one side to the other. */
export function isStaffAddress(): boolean {
  return location.pathname.split('/')[1] === 'admin'
}
