import { Writable } from 'node:stream'
import type { ChangeKind } from '@spike/contract'
import { createGuardedPoster } from '@spike/moodle'
import {
  addPushJobForNews,
  createSealer,
  createSession,
  developmentKey,
  listPushTargets,
  markChangesRead,
  readOrMakePushKeys,
  savePushSubscription,
} from '@spike/store'
import type { JobHelpers } from 'graphile-worker'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PushReceiver, readVapid, startPushReceiver } from '../../../../tests/support/push-receiver.ts'
import { addCourse } from '../../../../tests/support/student-rows.ts'
import { addStudent } from '../../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts'
import { createSendPushTask } from './send-push.ts'

const sealer = createSealer([developmentKey])
let database: TestDatabase
let receiver: PushReceiver
let userId: string
let logLines: string[]
let sessions = 0

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  logLines = []
  await database.pool.query('delete from graphile_worker._private_jobs')
  receiver = await startPushReceiver()
  userId = (await addStudent(database.db, { language: 'en' })).userId
})
afterEach(() => receiver.close())
afterAll(() => database.close())

async function subscribe(to = receiver, expiresAt = new Date('2999-01-01Z')): Promise<void> {
  sessions += 1
  const idHash = Buffer.alloc(32, sessions)
  await createSession(database.db, { idHash, owner: { userId }, now: new Date(), expiresAt })
  await savePushSubscription(database.db, { userId, idHash }, to.subscription)
}

const addNamedCourse = (name: string) =>
  addCourse(database.db, { user_id: userId, moodle_id: name.length, full_name: name })

async function addChange(kind: ChangeKind, courseId: number | null = null): Promise<number> {
  const fields = JSON.stringify([{ name: 'grade', from: null, to: '31.5' }])
  const subject = 'item' as const
  const row = { user_id: userId, kind, subject, course_id: courseId, title: 'Canary title', fields }
  const { id } = await database.db.insertInto('changes').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

interface QueueJob {
  readonly payload: { readonly tries: number }
  readonly delaySeconds: number
}

/** The queue's jobs to send, and how long each waits. */
async function queued(): Promise<QueueJob[]> {
  const { rows } = await database.pool.query<QueueJob>(`
    select payload, round(extract(epoch from run_at - now()))::int as "delaySeconds"
    from graphile_worker._private_jobs
  `)
  return rows
}

async function run(tries = 0): Promise<string> {
  const registry = new Registry()
  const poster = createGuardedPoster({ now: () => new Date(), allowLocal: true })
  const log = new Writable({
    write(chunk, _encoding, done) {
      logLines.push(String(chunk))
      done()
    },
  })
  const task = createSendPushTask({
    db: database.db,
    log: pino({ level: 'debug' }, log),
    poster,
    registry,
    sealer,
    keys: null,
    contact: 'https://spike.example',
  })
  await task({ userId, tries }, { abortSignal: new AbortController().signal } as unknown as JobHelpers)
  await poster.close()
  return registry.metrics()
}

test('a browser is told once, in words, encrypted for it alone and signed with the key of this Spike', async () => {
  const [physics, art] = [await addNamedCourse('Physics'), await addNamedCourse('Art')]
  await addChange('new', physics)
  await subscribe()
  await addChange('grade_given', physics)
  await addChange('new', art)
  await addChange('new', physics)
  await addChange('gone', physics)
  await run()
  expect(receiver.received.map(({ message }) => message)).toEqual([
    {
      title: 'Physics and one more course',
      body: 'a new grade, 2 new items',
      language: 'en',
      path: '/changes',
    },
  ])
  const [push] = receiver.received
  expect(push?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', topic: 'news', urgency: 'normal' })
  expect(push?.body.includes(Buffer.from('Physics'))).toBe(false)
  const { key, claims } = readVapid(push!)
  expect(key).toBe((await readOrMakePushKeys(database.db, sealer)).publicKey)
  expect(claims).toMatchObject({ aud: receiver.origin, sub: 'https://spike.example' })

  await run()
  expect(receiver.received).toHaveLength(1)
})

test('news of one course bears its name and leads to its changes; a grade itself is not told', async () => {
  const physics = await addNamedCourse('Physics')
  await subscribe()
  await addChange('grade_given', physics)
  await run()
  expect(receiver.received[0]?.message).toEqual({
    title: 'Physics',
    body: 'a new grade',
    language: 'en',
    path: `/changes?course=${physics}`,
  })
})

test.each([
  ['he', 'יש חדש במודל', 'שני ציונים חדשים'],
  ['ar', 'هناك جديد في مودل', 'علامتان جديدتان'],
] as const)('the words are the student’s: %s', async (language, title, body) => {
  await database.db.updateTable('users').set({ language }).where('id', '=', userId).execute()
  await subscribe()
  await addChange('grade_given')
  await addChange('grade_given')
  await run()
  expect(receiver.received[0]?.message).toMatchObject({ title, body, language })
})

test('what the student has read meanwhile is not told, and neither is what only moved or went', async () => {
  await subscribe()
  const id = await addChange('new')
  await addChange('moved')
  await markChangesRead(database.db, userId, { ids: [String(id)] })
  await addPushJobForNews(database.db, userId)
  expect(await queued()).toEqual([])
  await run()
  expect(receiver.received).toEqual([])
})

test('a job is added where there is news for a browser, one for all that is found', async () => {
  await addChange('new')
  await addPushJobForNews(database.db, userId)
  await subscribe()
  await addPushJobForNews(database.db, userId)
  expect(await queued()).toEqual([])
  await addChange('new')
  await addPushJobForNews(database.db, userId)
  await addPushJobForNews(database.db, userId)
  expect(await queued()).toMatchObject([{ payload: { userId, tries: 0 }, delaySeconds: 0 }])
})

test.each([404, 410])('a browser that is gone (%i) is forgotten', async (status) => {
  await subscribe()
  await addChange('new')
  receiver.answer = { status }
  await run()
  expect(await listPushTargets(database.db, userId)).toEqual([])
  expect(await queued()).toEqual([])
})

test.each([
  [429, { 'retry-after': '600' }, 0, 600],
  [503, {}, 0, 60],
  [500, {}, 1, 300],
  [429, { 'retry-after': '86400' }, 2, 3600],
])(
  'a push service that is busy (%i %j) is asked again later',
  async (status, headers, tries, delaySeconds) => {
    await subscribe()
    await addChange('new')
    receiver.answer = { status, headers }
    await run(tries)
    expect(await queued()).toMatchObject([{ payload: { tries: tries + 1 }, delaySeconds }])
    receiver.answer = { status: 201 }
    await run(tries + 1)
    expect(receiver.received).toHaveLength(2)
  },
)

test('after the fourth try the news is left to the page; what comes later is told', async () => {
  await subscribe()
  await addChange('new')
  receiver.answer = { status: 503 }
  await run(3)
  expect(await queued()).toEqual([])
  receiver.answer = { status: 201 }
  await run()
  expect(receiver.received).toHaveLength(1)
  await addChange('changed')
  await run()
  expect(receiver.received[1]?.message.body).toBe('an update')
})

test('who was told is not told again because another push service is busy', async () => {
  const other = await startPushReceiver()
  try {
    await subscribe()
    await subscribe(other)
    await addChange('new')
    other.answer = { status: 503 }
    const metrics = await run()
    await run(1)
    expect([receiver.received.length, other.received.length]).toEqual([1, 2])
    expect(metrics).toContain('spike_push_messages_total{outcome="sent"} 1')
    expect(metrics).toContain('spike_push_messages_total{outcome="later"} 1')
  } finally {
    await other.close()
  }
})

test('a service that refuses for good is given ten chances', async () => {
  await subscribe()
  receiver.answer = { status: 403 }
  for (let n = 1; n <= 10; n++) {
    expect(await listPushTargets(database.db, userId)).toHaveLength(1)
    await addChange('new')
    await run()
  }
  expect(await listPushTargets(database.db, userId)).toEqual([])
  expect(receiver.received).toHaveLength(10)
})

test('a browser whose sign-in is over is told nothing', async () => {
  await subscribe(receiver, new Date('2020-01-01Z'))
  await addChange('new')
  await run()
  expect(receiver.received).toEqual([])
})

test('neither the keys nor where it was sent stands in the log', async () => {
  await subscribe()
  await addChange('new')
  await run()
  receiver.answer = { status: 503 }
  await addChange('new')
  await run()
  const { privateKey } = await readOrMakePushKeys(database.db, sealer)
  expect(logLines).toHaveLength(2)
  for (const secret of [...receiver.secrets, privateKey, userId])
    expect(logLines.join('')).not.toContain(secret)
})
