import type { StudentWords } from '../words.ts'
import { account } from './account.ts'
import { changes } from './changes.ts'
import { courses } from './courses.ts'
import { deadlines } from './deadlines.ts'
import { frame } from './frame.ts'
import { grades } from './grades.ts'
import { kinds } from './kinds.ts'
import { offline } from './offline.ts'
import { progress } from './progress.ts'
import { push } from './push.ts'
import { search } from './search.ts'
import { stages } from './stages.ts'
import { sync } from './sync.ts'
import { terms } from './terms.ts'
import { today } from './today.ts'

/** What the pages of students say behind the sign-in. */
export const words = {
  account,
  changes,
  courses,
  deadlines,
  frame,
  grades,
  kinds,
  offline,
  progress,
  push,
  search,
  stages,
  sync,
  terms,
  today,
} satisfies StudentWords
