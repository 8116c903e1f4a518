import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type App, documentConfig, securitySchemes } from '../openapi.ts'

const documentPath = '/api/openapi.json'
const scriptPath = '/api/docs/scalar.js'
const startPath = '/api/docs/start.js'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Spike API</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="${scriptPath}"></script>
    <script src="${startPath}"></script>
  </body>
</html>
`

/** In a file of its own: the page's policy allows no script in the page. */
const start = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: documentPath,
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  documentDownloadType: 'none',
})})
`

/** Scalar writes its own style elements; everything else comes from here. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The document of all routes, and a page that shows it to people. Call it after the routes were added. */
export function addDocsRoutes(app: App, readScript: () => Promise<Script> = readScalar): void {
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  }
  let document: ReturnType<App['getOpenAPI31Document']> | undefined
  app.get(documentPath, (c) => {
    document ??= app.getOpenAPI31Document(documentConfig)
    return c.json(document, 200, { 'Cache-Control': 'no-cache' })
  })

  app.get('/api/docs', (c) => {
    c.header('Content-Security-Policy', pagePolicy)
    return c.html(page, 200, { 'Cache-Control': 'no-cache' })
  })

  app.get(startPath, (c) =>
    c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' }),
  )

  let script: Script | undefined
  app.get(scriptPath, async (c) => {
    script ??= await readScript()
    const { text, etag } = script
    c.header('ETag', etag)
    c.header('Cache-Control', 'no-cache')
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    return c.body(text, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })
}

interface Script {
  readonly text: string
  readonly etag: string
}

async function readScalar(): Promise<Script> {
  const entry = createRequire(import.meta.url).resolve('@scalar/api-reference')
  const path = join(dirname(entry), 'browser', 'standalone.js')
  const text = await readFile(path, 'utf8')
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
