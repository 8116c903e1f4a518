import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import {
  listEnabledInstitutions,
  readInstitution,
  saveInstitution,
  writeSiteKnowledge,
} from './institutions.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await saveInstitution(database.db, campus)
})
afterAll(() => database.close())

const campus = {
  id: 'campus',
  name: { he: 'קמפוס', en: 'Campus', ar: 'حرم' },
  url: 'https://moodle.campus.example',
  isLocal: false,
}
const knowledge = { signIn: 'browser', costs: { core_enrol_get_users_courses: { callMs: 12.5 } } }
const known = async () => (await readInstitution(database.db, 'campus'))?.knowledge

async function rowVersion(): Promise<string | undefined> {
  const { rows } = await sql<{ xmin: string }>`select xmin::text from institutions`.execute(database.db)
  return rows[0]?.xmin
}

test('what is learnt of a site is kept, and the same again writes nothing', async () => {
  expect(await known()).toEqual({})
  await writeSiteKnowledge(database.db, 'campus', knowledge)
  expect(await known()).toEqual(knowledge)
  const before = await rowVersion()
  expect(await listEnabledInstitutions(database.db, { allowLocal: false })).toEqual([
    { id: 'campus', name: campus.name, is_local: false, signIn: 'browser' },
  ])
  const { signIn, costs } = knowledge
  await writeSiteKnowledge(database.db, 'campus', { costs, signIn })
  expect(await rowVersion()).toBe(before)
})

test('who learnt something else meanwhile keeps it', async () => {
  const cost = (callMs: number, samples: number) => ({ callMs, samples })
  const start = { signIn: null, release: '4.5', requestMs: 60, costs: { a: cost(10, 5), b: cost(20, 5) } }
  await writeSiteKnowledge(database.db, 'campus', start)
  // A student signs in, and one sync ends, while another one is still reading.
  await writeSiteKnowledge(database.db, 'campus', { ...start, signIn: 'password' }, start)
  const quick = { ...start, requestMs: 40, costs: { ...start.costs, a: cost(12, 50) } }
  await writeSiteKnowledge(database.db, 'campus', quick, start)
  const slow = { ...start, release: '4.6', costs: { a: cost(11, 7), b: cost(25, 7), c: cost(30, 1) } }
  await writeSiteKnowledge(database.db, 'campus', slow, start)
  expect(await known()).toMatchObject({
    signIn: 'password',
    release: '4.6',
    requestMs: 40,
    costs: { a: cost(12, 50), b: cost(25, 7), c: cost(30, 1) },
  })
})

test('what is no longer so is taken back', async () => {
  await writeSiteKnowledge(database.db, 'campus', { tokenFrom: 'launch.php' })
  await writeSiteKnowledge(database.db, 'campus', { tokenFrom: null }, { tokenFrom: 'launch.php' })
  expect(await known()).toMatchObject({ tokenFrom: null })
})

test('it stays where staff change a name, and goes with the address', async () => {
  const before = await known()
  expect(before).not.toEqual({})
  await saveInstitution(database.db, { ...campus, name: { ...campus.name, en: 'The campus' } })
  expect(await known()).toEqual(before)
  await saveInstitution(database.db, { ...campus, url: 'https://moodle.campus.example/new' })
  expect(await known()).toEqual({})
})
