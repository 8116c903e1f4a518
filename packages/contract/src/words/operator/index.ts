/** What the operator reads in the terminal: English alone. */
export * from './commands.ts'
export * from './demo.ts'
export * from './doctor.ts'
export * from './postgres.ts'
export * from './settings.ts'
export * from './starting.ts'
