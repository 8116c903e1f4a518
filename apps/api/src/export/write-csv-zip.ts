import { setImmediate } from 'node:timers/promises'
import { exportTables } from '@spike/contract'
import type { ExportBatch } from '@spike/store'
import { stringify } from 'csv-stringify/sync'
import { Zip, ZipDeflate } from 'fflate'

/** Compressing more than this at once would keep others waiting. */
const pieceBytes = 64 * 1024

/** A zip with a file of CSV a table, as it is read. */
export async function* writeCsvZip(
  batches: AsyncIterable<ExportBatch>,
  exportedAt: Date,
): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    out.push(chunk)
  })
  const encoder = new TextEncoder()
  let file: ZipDeflate | null = null
  let table: ExportBatch['table'] | null = null

  for await (const batch of batches) {
    const isNew = batch.table !== table
    if (isNew || !file) {
      file?.push(new Uint8Array(), true)
      table = batch.table
      file = new ZipDeflate(`${table}.csv`)
      file.mtime = exportedAt
      zip.add(file)
    }
    const bytes = encoder.encode(toCsv(batch, isNew))
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      file.push(bytes.slice(at, at + pieceBytes))
      yield* out.splice(0)
      await setImmediate()
    }
  }
  file?.push(new Uint8Array(), true)
  zip.end()
  yield* out
}

/**
 * RFC 4180. The byte order mark tells spreadsheets that it is UTF-8, and a text that they would take for a formula gets
 * an apostrophe before it.
 */
export function toCsv({ table, rows }: ExportBatch, withHeader: boolean): string {
  return stringify([...rows], {
    columns: [...exportTables[table]],
    header: withHeader,
    bom: withHeader,
    record_delimiter: 'windows',
    escape_formulas: true,
    // By itself it quotes for the whole of a line's end alone.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: String,
      date: (date) => date.toISOString(),
      object: (value) => JSON.stringify(value),
    },
  })
}
