import { mkdtempSync, rmSync, chmodSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSpike, startSpikeProcess } from '@spike/cli/testing'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'spike-demo-'))
  chmodSync(dataDir, 0o755)
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('demo --once --json syncs the demo student and prints one JSON object as its only output', async () => {
  const { exitCode, stdout, stderr } = await runSpike(['demo', '--once', '--json', '--data-dir', dataDir])
  expect(exitCode, stderr).toBe(0)
  const result = JSON.parse(stdout) as Record<string, unknown>
  expect(Object.keys(result)).toEqual([
    'jobId',
    'status',
    'partial',
    'courses',
    'items',
    'files',
    'deadlines',
    'grades',
    'moodleRequests',
    'seconds',
  ])
  expect(result).toMatchObject({ status: 'completed', partial: false, courses: 40 })
  for (const stage of ['10 %', '20 %', '40 %', '70 %', '90 %', '100 %']) expect(stderr).toContain(stage)
})

test('a second demo finds its data again, stays up, prints where to go, and ends at SIGINT with 0', async () => {
  const campusPort = readCampusPort()
  const running = startSpikeProcess(['demo', '--data-dir', dataDir], { PORT: '0' })
  const [, url] = await running.line(/^Open (http:\S+)/)
  await running.line(/Ctrl-C/)
  expect(running.lines.join('\n')).not.toContain('Creating the database')
  expect(readCampusPort()).toBe(campusPort)

  const page = await fetch(`${url}/`, { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('<!doctype html>')
  const beside = await runSpike(['demo', '--once', '--data-dir', dataDir])
  expect(beside.exitCode).toBe(1)
  expect(beside.stderr).toContain('is in use by another spike')
  expect(readCampusPort()).toBe(campusPort)

  running.kill('SIGINT')
  expect(await running.ended).toBe(0)
})

function readCampusPort(): number {
  return (JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as { campusPort: number })
    .campusPort
}
