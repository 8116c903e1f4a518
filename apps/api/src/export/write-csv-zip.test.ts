import { exportTables } from '@spike/contract'
import type { ExportBatch } from '@spike/store'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { toCsv, writeCsvZip } from './write-csv-zip.ts'

const at = new Date('2026-11-22T10:00:00Z')

async function collect(batches: readonly ExportBatch[]): Promise<Record<string, string>> {
  async function* read() {
    yield* batches
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of writeCsvZip(read(), at)) chunks.push(chunk)
  const files = unzipSync(Buffer.concat(chunks))
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  )
}

const notification = (subject: unknown, more = {}) => ({
  id: 1,
  moodleId: 2,
  subject,
  textHtml: null,
  url: null,
  createdAt: at,
  read: true,
  ...more,
})

describe('a file of CSV', () => {
  const lineOf = (subject: unknown, more = {}) =>
    toCsv({ table: 'notifications', rows: [notification(subject, more)] }, false)

  test('begins with a byte order mark and the names of the columns, and ends each line as RFC 4180 has it', () => {
    const csv = toCsv({ table: 'notifications', rows: [notification('שלום')] }, true)
    expect(csv).toBe(
      `\uFEFF${exportTables.notifications.join(',')}\r\n1,2,שלום,,,2026-11-22T10:00:00.000Z,true\r\n`,
    )
  })

  test.each([
    ['a, "b"', '"a, ""b"""'],
    ['two\nlines', '"two\nlines"'],
    ['carriage\rreturn', '"carriage\rreturn"'],
    ['', ''],
  ])('quotes what has to be quoted: %j', (subject, written) => {
    expect(lineOf(subject)).toBe(`1,2,${written},,,2026-11-22T10:00:00.000Z,true\r\n`)
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x";"y")', '＝1'])(
    'has no formula for a spreadsheet: %j',
    (subject) => {
      expect(lineOf(subject)).toMatch(/^1,2,"?'/)
    },
  )

  test('leaves numbers as they are, and writes lists as JSON', () => {
    expect(lineOf(-5.5)).toContain('1,2,-5.5,')
    expect(lineOf([{ name: 'dueAt' }])).toContain('"[{""name"":""dueAt""}]"')
  })
})

test('each table is a file of the zip, its rows over several batches under one heading', async () => {
  const files = await collect([
    { table: 'courses', rows: [] },
    { table: 'notifications', rows: [notification('one')] },
    { table: 'notifications', rows: [notification('two')] },
    { table: 'changes', rows: [] },
  ])
  expect(Object.keys(files)).toEqual(['courses.csv', 'notifications.csv', 'changes.csv'])
  expect(files['courses.csv']).toBe(`\uFEFF${exportTables.courses.join(',')}\r\n`)
  expect(files['notifications.csv']?.split('\r\n')).toHaveLength(4)
})

test('what is larger than a piece comes out whole', async () => {
  const text = 'ש'.repeat(200_000)
  const files = await collect([{ table: 'notifications', rows: [notification(text)] }])
  expect(files['notifications.csv']).toContain(text)
})
