export * from './errors.ts'
export type * from './reading.ts'
export type * from './site.ts'
