import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import {
  listEnabledInstitutions,
  listInstitutions,
  readInstitution,
  saveInstitution,
  saveInstitutionOfHost,
  setInstitutionEnabled,
} from './institutions.ts'
import { readStaffByEmail, saveStaff } from './staff.ts'
import { upsertUser } from './users.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const campus = {
  id: 'campus',
  name: { he: 'קמפוס', en: 'Campus', ar: 'حرم' },
  url: 'https://moodle.campus.example',
  isLocal: false,
}

test('an institution is added, changed, taken off the list and put back', async () => {
  const { db } = database
  await saveInstitution(db, campus)
  await saveInstitution(db, { ...campus, url: 'https://new.campus.example', maxInFlight: 2 })
  expect(await readInstitution(db, 'campus')).toMatchObject({
    url: 'https://new.campus.example',
    max_in_flight: 2,
  })
  expect(await setInstitutionEnabled(db, 'campus', false)).toBe(true)
  expect(await listEnabledInstitutions(db, { allowLocal: true })).toEqual([])
  expect(await listInstitutions(db)).toHaveLength(1)
  expect(await setInstitutionEnabled(db, 'nowhere', false)).toBe(false)
  await saveInstitution(db, campus)
  expect(await listEnabledInstitutions(db, { allowLocal: true })).toHaveLength(1)
})

test('an address on plain http is refused unless the institution is local', async () => {
  const plain = { ...campus, id: 'plain', url: 'http://127.0.0.1:4000' }
  await expect(saveInstitution(database.db, plain)).rejects.toMatchObject({ code: '23514' })
  await saveInstitution(database.db, { ...plain, isLocal: true })
})

test('a local institution is on the list only where local ones are allowed', async () => {
  await saveInstitution(database.db, { ...campus, id: 'local', url: 'http://127.0.0.1:4001', isLocal: true })
  const ids = async (allowLocal: boolean) =>
    (await listEnabledInstitutions(database.db, { allowLocal })).map(({ id }) => id)
  expect(await ids(true)).toContain('local')
  expect(await ids(false)).not.toContain('local')
  expect(await ids(false)).toContain('campus')
})

test('putting one back on the list forgets how long its site wanted to be left alone', async () => {
  const { db } = database
  await saveInstitution(db, { ...campus, id: 'resting' })
  const until = new Date(Date.now() + 60_000)
  await db.updateTable('institutions').set({ retry_after_until: until }).where('id', '=', 'resting').execute()
  const restsUntil = async () => (await readInstitution(db, 'resting'))?.retry_after_until
  await setInstitutionEnabled(db, 'resting', false)
  expect(await restsUntil()).toEqual(until)
  await setInstitutionEnabled(db, 'resting', true)
  expect(await restsUntil()).toBeNull()
})

test('where students have signed in the address keeps its host, so that their tokens go nowhere else', async () => {
  const { db } = database
  const moving = { ...campus, id: 'moving', url: 'https://old.example/moodle' }
  const urlNow = async () => (await readInstitution(db, 'moving'))?.url
  await saveInstitutionOfHost(db, moving)
  await saveInstitutionOfHost(db, { ...moving, url: 'https://early.example' })
  expect(await urlNow()).toBe('https://early.example')
  await upsertUser(db, {
    institutionId: 'moving',
    moodleUserId: 1,
    username: 'dana',
    fullName: 'Dana',
    language: null,
  })
  expect(await saveInstitutionOfHost(db, { ...moving, url: 'https://new.example' })).toEqual({
    keptUrl: 'https://early.example',
  })
  expect(await urlNow()).toBe('https://early.example')
  expect(await saveInstitutionOfHost(db, { ...moving, url: 'https://early.example/sub' })).toEqual({
    keptUrl: null,
  })
  expect(await urlNow()).toBe('https://early.example/sub')
})

test('the same person at the same university is one user, whose name may change', async () => {
  const dana = {
    institutionId: 'campus',
    moodleUserId: 7,
    username: 'dana',
    fullName: 'Dana',
    language: null,
  }
  const id = await upsertUser(database.db, dana)
  expect(await upsertUser(database.db, { ...dana, fullName: 'Dana Levi', language: 'ar' })).toBe(id)
  const row = await database.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  expect(row).toMatchObject({ full_name: 'Dana Levi', language: 'ar' })
})

test('staff are found by their address in any letters; saving again changes the password and the role', async () => {
  const { db } = database
  const first = await saveStaff(db, { email: 'Ops@Spike.example', passwordHash: 'one', role: 'viewer' })
  expect(first.created).toBe(true)
  expect(await saveStaff(db, { email: 'ops@spike.example', passwordHash: 'two', role: 'admin' })).toEqual({
    id: first.id,
    created: false,
  })
  expect(await readStaffByEmail(db, 'OPS@spike.example')).toMatchObject({
    password_hash: 'two',
    role: 'admin',
  })
  expect(await readStaffByEmail(db, 'nobody@spike.example')).toBeNull()
})
