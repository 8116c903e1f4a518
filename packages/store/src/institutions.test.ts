import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { readInstitution, saveInstitution, writeSiteKnowledge } from './institutions.ts'

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
  const { signIn, costs } = knowledge
  await writeSiteKnowledge(database.db, 'campus', { costs, signIn })
  expect(await rowVersion()).toBe(before)
})

test('it stays where staff change a name, and goes with the address', async () => {
  await saveInstitution(database.db, { ...campus, name: { ...campus.name, en: 'The campus' } })
  expect(await known()).toEqual(knowledge)
  await saveInstitution(database.db, { ...campus, url: 'https://moodle.campus.example/new' })
  expect(await known()).toEqual({})
})
