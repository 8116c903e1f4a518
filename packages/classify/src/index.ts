export * from './classify-course.ts'
export * from './classify-item.ts'
export * from './link-solutions.ts'
