import type { StudentWords } from '../words.ts'
import { app } from './app.ts'
import { changes } from './changes.ts'
import { courses } from './courses.ts'
import { deadlines } from './deadlines.ts'
import { errors } from './errors.ts'
import { grades } from './grades.ts'
import { kinds } from './kinds.ts'
import { progress } from './progress.ts'
import { signIn } from './sign-in.ts'
import { stages } from './stages.ts'
import { sync } from './sync.ts'
import { terms } from './terms.ts'

/** What the pages of students say. */
export const words = {
  app,
  changes,
  courses,
  deadlines,
  errors,
  grades,
  kinds,
  progress,
  signIn,
  stages,
  sync,
  terms,
} satisfies StudentWords
