import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** The least a Hono server does: what the api's polls are compared with. */
const app = new Hono().get('/', (c) => c.json({ ok: true }))
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
)
process.once('SIGTERM', () => {
  server.close()
  process.exit()
})
