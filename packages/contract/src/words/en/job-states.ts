import type { JobStateWords } from '../words.ts'

export const jobStates = {
  waiting: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  partial: 'Partial',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const satisfies JobStateWords
