import { words as staff } from './staff.ts'
import { words as student } from './student.ts'

export const words = { ...student, ...staff }
