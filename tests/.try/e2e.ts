import { startCampus } from '@spike/campus'
import { createMoodle } from '@spike/moodle'
import { createSealer, developmentKey, migrate, openDatabase, openListener, readSyncJob, saveCredential, saveInstitution, upsertUser } from '@spike/store'
import { enqueueSync } from '@spike/sync'
import { startWorker } from '@spike/worker'
import { pino } from '../../apps/worker/node_modules/pino/pino.js'
import { Registry } from '../../apps/worker/node_modules/prom-client/index.js'
const url = process.env.DB ?? 'postgres://spike:spike@127.0.0.1:54329/dev2'
await migrate(url)
const campus = await startCampus({ seed: 1 } as never)
console.log(campus.url)
const { db, close } = openDatabase({ connectionString: url, maxConnections: 10, applicationName: 'try', onIdleError: console.error })
const moodle = createMoodle()
await saveInstitution(db, { id: 'campus', name: { he: 'א', en: 'a', ar: 'a' }, url: campus.url, isLocal: true })
const who = process.argv[2] ?? 'demo'
const signed = await moodle.signIn({ site: { institutionId: 'campus', url: campus.url, local: true }, username: who, password: who, signal: AbortSignal.timeout(10000), requestTimeoutMs: 10000 })
const sealer = createSealer([developmentKey])
const userId = await upsertUser(db, { institutionId: 'campus', moodleUserId: signed.profile.moodleUserId, username: who, fullName: signed.profile.fullName, language: 'he' })
await saveCredential(db, sealer, { userId, credential: signed.credential })
const worker = await startWorker({ connectionString: url, db, moodle, sealer, log: pino({ level: 'info' }), registry: new Registry(), now: () => new Date(), settings: { concurrency: 4, pollIntervalMs: 2000, heartbeatIntervalMs: 5000, silentAfterMs: 20000, shutdownGraceMs: 10000, keepJobsDays: 7, jobTimeoutMs: 300000, autoSyncTimeoutMs: 300000, requestTries: 3, requestTimeoutMs: 30000, requestsInFlight: 4 } })
for (let i = 0; i < Number(process.argv[3] ?? 1); i++) {
  const done = Promise.withResolvers<void>()
  const t = performance.now()
  const cpu = process.cpuUsage()
  const { jobId } = await db.transaction().execute((trx) => enqueueSync(trx, { userId, institutionId: 'campus', trigger: 'sign_in', requestId: null, maxTries: 3 }))
  let last = ''
  const l = await openListener({ connectionString: url, channels: ['sync_job'], onListening() {}, onError: console.error, async onNotification() { const v = await readSyncJob(db, { jobId }); const s = `${v?.job.status} ${v?.job.progress}`; if (s !== last) { last = s; process.stdout.write(s + ' | ') } if (v?.job.finished_at) done.resolve() } })
  await done.promise
  const { job } = (await readSyncJob(db, { jobId }))!
  const u = process.cpuUsage(cpu)
  console.log('\n', Math.round(performance.now() - t), 'ms cpu', Math.round((u.user + u.system) / 1000), job.status, job.error_code, job.moodle_requests, JSON.stringify(job.data))
  await l.close()
}
await worker.stop(); await close(); await moodle.close(); await campus.close()
