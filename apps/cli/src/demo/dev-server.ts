import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { webDir } from '../compose/start-spike.ts'

/** The little of Vite that is used: it is the web app's dependency, not this package's. */
interface Vite {
  createServer(config: object): Promise<{
    listen(): Promise<unknown>
    close(): Promise<void>
    readonly resolvedUrls: { readonly local: readonly string[] } | null
  }>
}

/** The web app as its sources are now, changing with them; what it asks of the API goes to `apiUrl`. */
export async function startDevServer(apiUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const root = path.dirname(webDir)
  const entry = createRequire(path.join(root, 'package.json')).resolve('vite')
  const vite = (await import(pathToFileURL(entry).href)) as Vite
  const server = await vite.createServer({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    server: { host: '127.0.0.1', proxy: { '/api': apiUrl } },
  })
  await server.listen()
  return { url: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''), close: () => server.close() }
}
