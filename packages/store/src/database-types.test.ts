import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('database.gen.ts is what `pnpm db:types` makes of the migrations', async () => {
  const run = promisify(execFile)(
    'node_modules/.bin/kysely-codegen',
    ['--config-file', '.kysely-codegenrc.json', '--verify'],
    { cwd: packageFolder, env: { ...process.env, DATABASE_URL: database.connectionString } },
  )
  await expect(run).resolves.toBeDefined()
})
