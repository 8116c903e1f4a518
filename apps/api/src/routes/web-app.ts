import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { directionOf } from '@spike/contract'
import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../deps.ts'
import { answerError, ApiError } from '../errors.ts'

const immutable = 'public, max-age=31536000, immutable'

function notBuiltPage(c: Context<AppEnv>): string {
  const translate = c.get('translate')
  const language = c.get('language')
  const text = translate('app.notBuiltText', {
    command: '<code dir="ltr">pnpm exec turbo run build</code>',
    address: '<a href="/api/docs" dir="ltr">/api/docs</a>',
  })
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
  <head><meta charset="utf-8"><title>Spike</title></head>
  <body>
    <h1>${translate('app.notBuiltTitle')}</h1>
    <p>${text}</p>
  </body>
</html>
`
}

const takesPage = (accept = '*/*') => accept.includes('text/html') || accept.includes('*/*')

/**
 * What answers where no route does: the built web app, its page for every address that the app itself may route
 * (none of those has a dot, files have), and 404 in JSON for the rest.
 */
export function createFallback(webDir: string): (c: Context<AppEnv>) => Promise<Response> {
  // Made once the folder is there: it may be built after the api was started.
  let serveFile: MiddlewareHandler<AppEnv> | undefined
  const makeServeFile = () =>
    serveStatic<AppEnv>({
      root: webDir,
      // The page is answered below, where its policy on caching is.
      index: '.none',
      precompressed: true,
    })

  return async (c) => {
    const readsPage = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!readsPage || /^\/(?:api|health)(?:\/|$)/.test(c.req.path)) {
      return answerError(new ApiError('request.not_found'), c)
    }
    const isPage = c.req.path === '/' || c.req.path === '/index.html'
    if (!isPage && existsSync(webDir)) {
      serveFile ??= makeServeFile()
      const file = await serveFile(c, async () => {})
      if (file) {
        // Vite puts the hash of its content into the name of everything under assets.
        file.headers.set('Cache-Control', c.req.path.startsWith('/assets/') ? immutable : 'no-cache')
        return file
      }
    }
    if (!isPage && (c.req.path.includes('.') || !takesPage(c.req.header('accept'))))
      return answerError(new ApiError('request.not_found'), c)
    const page = await readFile(join(webDir, 'index.html'), 'utf8').catch(() => null)
    c.header('Cache-Control', 'no-cache')
    return page === null ? c.html(notBuiltPage(c), 503) : c.html(page)
  }
}
