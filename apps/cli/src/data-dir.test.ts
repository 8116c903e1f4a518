import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OperatorError } from './operator-error.ts'
import { readDemoMemory } from './demo/demo-memory.ts'
import { choosePlace } from './postgres/place.ts'
import { loadEnvFile } from './settings/read-settings.ts'
import { runSpike } from './testing/run-spike.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'spike-data-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
const inside = (name: string) => path.join(dataDir, name)

function refusalOf(work: () => unknown): [string, string] {
  try {
    work()
  } catch (error) {
    if (error instanceof OperatorError) return [error.code, error.message]
    throw error
  }
  throw new Error('Nothing was refused')
}

test('a file where the folder of PostgreSQL should be is told', () => {
  writeFileSync(inside('postgres'), '')
  expect(refusalOf(() => choosePlace(dataDir, undefined, () => {}))).toEqual([
    'data_dir.in_the_way',
    expect.stringContaining(`${inside('postgres')} cannot be used (EEXIST)`),
  ])
})

test('a folder where the memory of the demo should be is told', () => {
  mkdirSync(inside('demo.json'))
  expect(refusalOf(() => readDemoMemory(dataDir))).toEqual([
    'data_dir.in_the_way',
    expect.stringContaining(`${inside('demo.json')} cannot be used (EISDIR)`),
  ])
})

test('a folder where the settings should be is told', () => {
  mkdirSync(inside('.env'))
  expect(refusalOf(() => loadEnvFile(inside('.env')))).toEqual([
    'settings.env_file',
    expect.stringContaining('cannot be read (EISDIR)'),
  ])
})

test('a folder where the log of the demo should be is told by the command', async () => {
  mkdirSync(inside('demo.log'))
  const { exitCode, stderr } = await runSpike(['demo', '--once', '--json', '--data-dir', dataDir])
  expect([exitCode, stderr.trim()]).toEqual([
    1,
    expect.stringMatching(/demo\.log cannot be used \(EISDIR\): something else stands/),
  ])
})
