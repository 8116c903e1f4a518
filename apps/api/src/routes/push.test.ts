import { createECDH, randomBytes } from 'node:crypto'
import type { PushState } from '@spike/contract'
import {
  addPushRetry,
  listPushTargets,
  readOrMakePushKeys,
  resealAll,
  createSealer,
  developmentKey,
} from '@spike/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiFixture, cookieOf, loginOf, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

const makeSubscription = (endpoint = `https://push.example/${randomBytes(8).toString('hex')}`) => {
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys('base64url')
  return { endpoint, expirationTime: null, keys: { p256dh, auth: randomBytes(16).toString('base64url') } }
}

const path = '/api/push/subscriptions'
const subscribe = (cookie: string, body: object) => fixture.request(path, { cookie, body })
async function readState(cookie: string): Promise<PushState> {
  const answer = await fixture.request('/api/push', { cookie })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return (await answer.json()) as PushState
}
const endpointsOf = async (userId: string) =>
  (await listPushTargets(fixture.database.db, userId)).map(({ endpoint }) => endpoint)

test('a browser is off until it asks, on by its subscription, off again when it says so', async () => {
  const { cookie, userId } = await fixture.signIn('noa')
  expect((await readState(cookie)).endpoint).toBeNull()
  const subscription = makeSubscription()
  expect((await subscribe(cookie, subscription)).status).toBe(200)
  expect((await readState(cookie)).endpoint).toBe(subscription.endpoint)
  const renewed = makeSubscription()
  await subscribe(cookie, renewed)
  expect(await endpointsOf(userId)).toEqual([renewed.endpoint])
  expect((await fixture.request(path, { method: 'DELETE', cookie })).status).toBe(204)
  expect((await fixture.request(path, { method: 'DELETE', cookie })).status).toBe(204)
  expect((await readState(cookie)).endpoint).toBeNull()
})

test('signing out ends the notifications of that browser, and of no other', async () => {
  const first = await fixture.signIn('tal')
  const second = await fixture.signIn('tal')
  const [ofFirst, ofSecond] = [makeSubscription(), makeSubscription()]
  await subscribe(first.cookie, ofFirst)
  await subscribe(second.cookie, ofSecond)
  expect(await endpointsOf(first.userId)).toEqual([ofFirst.endpoint, ofSecond.endpoint])
  await fixture.request('/api/auth/logout', { method: 'POST', cookie: first.cookie })
  expect(await endpointsOf(first.userId)).toEqual([ofSecond.endpoint])
})

test('of several tabs that subscribe at once, each is answered, and one subscription stays', async () => {
  const tabs = await fixture.signIn('tabs')
  const other = await fixture.signIn('other-tabs')
  const [shared, own] = [makeSubscription(), makeSubscription()]
  const answers = await Promise.all(
    [tabs, other, tabs, other, tabs].flatMap(({ cookie }) => [
      subscribe(cookie, shared),
      subscribe(tabs.cookie, own),
    ]),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const kept = [...(await endpointsOf(tabs.userId)), ...(await endpointsOf(other.userId))]
  expect(new Set(kept).size).toBe(kept.length)
  expect((await endpointsOf(tabs.userId)).length).toBeLessThanOrEqual(1)
})

test('with the account goes the message that waits, and none is left to wait afterwards', async () => {
  const { cookie, userId } = await fixture.signIn('leaving')
  const { db, pool } = fixture.database
  const waiting = async () =>
    (await pool.query(`select 1 from graphile_worker._private_jobs where payload->>'userId' = $1`, [userId]))
      .rowCount
  await subscribe(cookie, makeSubscription())
  await addPushRetry(db, { userId, tries: 1, delayMs: 60_000 })
  expect(await waiting()).toBe(1)

  await fixture.request('/api/account', { method: 'DELETE', cookie, body: { confirm: 'leaving' } })
  expect(await waiting()).toBe(0)
  // By a worker that was sending meanwhile.
  await addPushRetry(db, { userId, tries: 2, delayMs: 60_000 })
  expect(await waiting()).toBe(0)
})

test('a browser in which another student signs in tells the first nothing any more', async () => {
  const before = await fixture.signIn('first')
  const after = await fixture.signIn('second')
  const subscription = makeSubscription()
  await subscribe(before.cookie, subscription)
  await subscribe(after.cookie, subscription)
  expect(await endpointsOf(before.userId)).toEqual([])
  expect(await endpointsOf(after.userId)).toEqual([subscription.endpoint])
})

test('a student has ten browsers told at most: the eleventh takes the place of the first', async () => {
  const endpoints: string[] = []
  let userId = ''
  for (let n = 0; n < 11; n++) {
    const answer = await fixture.request('/api/auth/login', { body: loginOf('many') })
    userId = ((await answer.json()) as { user: { id: string } }).user.id
    const subscription = makeSubscription()
    endpoints.push(subscription.endpoint)
    expect((await subscribe(cookieOf(answer), subscription)).status).toBe(200)
  }
  expect(await endpointsOf(userId)).toEqual(endpoints.slice(1))
})

describe('what is no subscription', () => {
  const good = makeSubscription()
  const offCurve = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString('base64url')
  test.each([
    ['a literal address', { ...good, endpoint: 'https://127.0.0.1/x' }, 'endpoint'],
    ['a private name', { ...good, endpoint: 'https://push.internal/x' }, 'endpoint'],
    ['plain http', { ...good, endpoint: 'http://push.example/x' }, 'endpoint'],
    ['another scheme', { ...good, endpoint: 'ftp://push.example/x' }, 'endpoint'],
    ['an address with a password', { ...good, endpoint: 'https://a:b@push.example/x' }, 'endpoint'],
    ['a long address', { ...good, endpoint: `https://push.example/${'x'.repeat(1000)}` }, 'endpoint'],
    ['no address', { ...good, endpoint: 'x' }, 'endpoint'],
    ['a short key', { ...good, keys: { ...good.keys, p256dh: 'AAAA' } }, 'keys.p256dh'],
    ['no point of the curve', { ...good, keys: { ...good.keys, p256dh: offCurve } }, 'keys.p256dh'],
    ['a short secret', { ...good, keys: { ...good.keys, auth: 'AAAA' } }, 'keys.auth'],
  ])('is refused: %s', async (_case, body, field) => {
    const { cookie, userId } = await fixture.signIn('odd')
    const answer = await subscribe(cookie, body)
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: 'request.invalid', fields: [{ path: field }] } },
    ])
    expect(await endpointsOf(userId)).toEqual([])
  })
})

test('loopback over plain http is for demos: not where local sites are not allowed', async () => {
  const { cookie } = await fixture.signIn('demo')
  const body = makeSubscription('http://127.0.0.1:9/x')
  expect((await subscribe(cookie, body)).status).toBe(200)
  const production = fixture.withSettings({ allowLocalSites: false })
  expect((await production.request(path, { cookie, body })).status).toBe(400)
})

test('who asks again and again is asked to wait', async () => {
  const { cookie } = await fixture.signIn('eager')
  const statuses = []
  for (let n = 0; n < 31; n++) statuses.push((await subscribe(cookie, makeSubscription())).status)
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200))
  expect(statuses[30]).toBe(429)
})

test.each([
  ['GET', '/api/push'],
  ['POST', path],
  ['DELETE', path],
])('%s %s needs a session', async (method, address) => {
  const body = method === 'POST' ? { body: makeSubscription() } : {}
  expect((await fixture.request(address, { method, ...body })).status).toBe(401)
})

test('the key of the environment comes first; else the database has one, made once and sealed', async () => {
  const { cookie } = await fixture.signIn('key')
  const { publicKey } = await readState(cookie)
  const { db } = fixture.database
  const sealer = createSealer([developmentKey])
  const made = await Promise.all([1, 2, 3].map(() => readOrMakePushKeys(db, sealer)))
  expect(new Set(made.map((keys) => keys.publicKey))).toEqual(new Set([publicKey]))
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(made[0]!.privateKey, 'base64url'))
  expect(pair.getPublicKey('base64url')).toBe(publicKey)
  const stored = await db.selectFrom('push_keys').selectAll().executeTakeFirstOrThrow()
  expect(stored.sealed.includes(Buffer.from(made[0]!.privateKey))).toBe(false)

  const given = fixture.withSettings({ pushPublicKey: 'given' })
  expect(await (await given.request('/api/push', { cookie })).json()).toMatchObject({ publicKey: 'given' })

  const replaced = createSealer([{ id: 'new', key: Buffer.alloc(32, 9) }, developmentKey])
  expect(await resealAll(db, replaced)).toBeGreaterThan(0)
  expect(await resealAll(db, replaced)).toBe(0)
  const newOnly = createSealer([{ id: 'new', key: Buffer.alloc(32, 9) }])
  expect(await readOrMakePushKeys(db, newOnly)).toEqual(made[0])
})
