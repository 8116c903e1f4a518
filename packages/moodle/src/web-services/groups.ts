import { z } from 'zod'
import { id } from '../answers/fields.ts'

export const groupsFunction = 'core_group_get_course_user_groups'

/** The groups that a student is in. */
export const groupsSchema = z.object({ groups: z.array(z.object({ id })) })
