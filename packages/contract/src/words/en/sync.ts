export const sync = {
  waiting: { one: 'In the queue: one sync before yours', other: 'In the queue: {count} syncs before yours' },
  waitingNext: 'In the queue: yours is next',
  coursesOf: '{done} of {total}',
  failed: 'The sync failed',
  cancelled: 'The sync was cancelled',
  cancelling: 'Cancelling the sync…',
  completedPartial: {
    one: 'Sync completed, but one course could not be read',
    other: 'Sync completed, but {count} courses could not be read',
  },
  retryingAt: 'The last try did not work. Another follows soon ({attempt} of {total})',
} as const
