export type { WorkerDeps, WorkerSettings } from './deps.ts'
export { startWorker, type Worker } from './start-worker.ts'
