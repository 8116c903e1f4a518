import type { StaffWords } from '../words.ts'
import { admin } from './admin.ts'
import { jobStates } from './job-states.ts'

/** What the pages of staff say besides. */
export const words = { admin, jobStates } satisfies StaffWords
