import type { Words } from '../words.ts'
import { errors } from './errors.ts'
import { kinds } from './kinds.ts'
import { stages } from './stages.ts'
import { sync } from './sync.ts'
import { terms } from './terms.ts'

export const words = { errors, kinds, stages, sync, terms } satisfies Words
