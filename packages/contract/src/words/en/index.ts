import { words as entrance } from './entrance.ts'
import { words as staff } from './staff.ts'
import { words as student } from './student.ts'

export const words = { ...entrance, ...student, ...staff }
