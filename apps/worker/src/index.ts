export type { WorkerDeps, WorkerSettings } from './deps.ts'
export { parseSchedule } from './schedule/sync-schedule.ts'
export { startWorker, type Worker } from './start-worker.ts'
