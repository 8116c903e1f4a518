import { accountExportSchema, exportFormats } from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { exportAccount } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { writeCsvZip } from '../export/write-csv-zip.ts'
import { writeJson } from '../export/write-json.ts'
import { contentDisposition } from '../files/file-headers.ts'
import { createRequestLimit } from '../limits/request-limit.ts'
import { refuseOtherSites } from '../middleware/request-origin.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, studentSecurity } from '../openapi.ts'

const exportRoute = describeRoute(
  {
    method: 'get',
    path: '/api/account/export',
    tags: ["The student's account"],
    summary: 'All that is kept of the student, as a file',
    description:
      'JSON is one object; `csv` is a zip with a file of CSV a table. Nothing that opens anything is in it, nor a grade that a teacher hides.',
    security: studentSecurity,
    request: { query: z.object({ format: z.enum(exportFormats) }) },
    responses: {
      200: {
        description: 'The file',
        content: {
          'application/json': { schema: accountExportSchema },
          'application/zip': {},
        },
      },
    },
  },
  'auth.required',
  'auth.origin_refused',
  'request.invalid',
  'request.rate_limited',
)

/** In an hour, of one student. */
const limit = { name: 'account-export', most: 12, windowSeconds: 60 * 60 }

const writers = {
  json: { write: writeJson, contentType: 'application/json', ending: 'json' },
  csv: { write: writeCsvZip, contentType: 'application/zip', ending: 'csv.zip' },
} as const

export function addAccountExportRoute(app: App, deps: AppDeps): void {
  const { database, now } = deps
  const exports = createRequestLimit(deps, limit)

  app.use(exportRoute.getRoutingPath(), refuseOtherSites, requireStudent(deps))
  app.openapi(exportRoute, async (c) => {
    const { userId, username } = c.get('student')
    await exports.count(userId)
    const { write, contentType, ending } = writers[c.req.valid('query').format]
    const exportedAt = now()
    const chunks = write(exportAccount(database.db, userId), exportedAt)
    // What fails at once is still answered as an error.
    const first = await chunks.next()
    const day = exportedAt.toISOString().slice(0, 10)
    c.header('Content-Type', contentType)
    c.header('Content-Disposition', contentDisposition('attachment', `spike-${username}-${day}.${ending}`))
    c.header('Cache-Control', 'no-store')
    return c.body(streamOf(first, chunks), 200)
  })
}

/** What is written, as fast as the client takes it. `first` is what was taken from `chunks` already. */
function streamOf(
  first: IteratorResult<Uint8Array, unknown>,
  chunks: AsyncGenerator<Uint8Array>,
): ReadableStream<Uint8Array> {
  let taken: typeof first | null = first
  return new ReadableStream({
    async pull(controller) {
      const next = taken ?? (await chunks.next())
      taken = null
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}
