import { exportFormatName, exportFormatVersion, type ExportTable } from '@spike/contract'
import type { ExportBatch } from '@spike/store'

/** One object (contract's account-export.ts), a line a row, as it is read. */
export async function* writeJson(
  batches: AsyncIterable<ExportBatch>,
  exportedAt: Date,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const head = { format: exportFormatName, formatVersion: exportFormatVersion, exportedAt }
  // Without the brace that closes it.
  let text = JSON.stringify(head).slice(0, -1)
  let current: ExportTable | null = null
  let separator = ''
  for await (const { table, rows } of batches) {
    if (table !== current) {
      text += `${current === null ? '' : '\n]'},\n${JSON.stringify(table)}:[`
      current = table
      separator = '\n'
    }
    for (const row of rows) {
      text += separator + JSON.stringify(row)
      separator = ',\n'
    }
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(`${current === null ? '' : '\n]'}\n}\n`)
}
