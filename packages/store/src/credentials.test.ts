import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { hasUsableCredential, markCredentialRefused, readCredential, saveCredential } from './credentials.ts'
import { resealAll } from './sealed-columns.ts'
import { createSealer } from './sealing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const oldKey = { id: 'old', key: Buffer.alloc(32, 1) }
const newKey = { id: 'new', key: Buffer.alloc(32, 2) }
const sealer = createSealer([oldKey])
const credential = { kind: 'token', token: 'a-token' } as const

const addUser = async () => (await addStudent(database.db)).userId

test('a credential is stored sealed, and a later one takes its place', async () => {
  const userId = await addUser()
  expect(await readCredential(database.db, sealer, userId)).toBeNull()
  await saveCredential(database.db, sealer, { userId, credential })
  const later = { kind: 'session', cookies: { MoodleSession: 'another' } } as const
  await saveCredential(database.db, sealer, { userId, credential: later })
  expect((await readCredential(database.db, sealer, userId))?.credential).toEqual(later)
  const row = await database.db
    .selectFrom('credentials')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  expect(row.kind).toBe('session')
  expect(row.sealed.includes('another')).toBe(false)
})

test('one that the site refused is not usable until the student signs in again', async () => {
  const userId = await addUser()
  await saveCredential(database.db, sealer, { userId, credential })
  const { storedAt } = (await readCredential(database.db, sealer, userId)) ?? { storedAt: new Date(0) }
  await markCredentialRefused(database.db, { userId, storedAt })
  expect(await hasUsableCredential(database.db, userId)).toBe(false)
  await saveCredential(database.db, sealer, { userId, credential })
  expect(await hasUsableCredential(database.db, userId)).toBe(true)
})

test('a refusal of the one before says nothing about the one now', async () => {
  const userId = await addUser()
  await saveCredential(database.db, sealer, { userId, credential })
  await markCredentialRefused(database.db, { userId, storedAt: new Date(Date.now() - 60_000) })
  expect(await hasUsableCredential(database.db, userId)).toBe(true)
})

test('what an old key sealed is sealed again with the new one', async () => {
  const userId = await addUser()
  await saveCredential(database.db, sealer, { userId, credential })
  const rotated = createSealer([newKey, oldKey])
  expect(await resealAll(database.db, rotated, 2)).toBeGreaterThan(2)
  expect(await resealAll(database.db, rotated, 2)).toBe(0)
  const withoutOld = createSealer([newKey])
  expect((await readCredential(database.db, withoutOld, userId))?.credential).toEqual(credential)
})
