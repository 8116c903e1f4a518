import { Hono } from 'hono'
import type { CampusControl, CostModel } from './control.ts'
import { EditError } from './edits.ts'
import type { Edit } from './edits.ts'
import { faultKinds } from './faults.ts'
import type { FaultInput } from './faults.ts'

const longestWaitMs = 60_000

/**
 * The control interface over HTTP, for tests and tools in another process. Settings are JSON bodies of the shapes in
 * control.ts. Loopback only, like the whole campus.
 */
export function createControlRoutes(control: CampusControl) {
  const routes = new Hono()

  routes.onError((error, c) => {
    if (error instanceof EditError)
      return c.json({ error: { code: error.code, message: error.message } }, 409)
    if (error instanceof SyntaxError) return c.json({ error: { code: 'campus.not_json' } }, 400)
    throw error
  })

  routes.get('/state', (c) => c.json(control.readState()))
  routes.post('/delay', async (c) => {
    control.setDelay(await c.req.json())
    return c.json(control.readState().delay)
  })
  routes.post('/cost-model', async (c) => {
    const model = await c.req.json<CostModel>()
    const isPossible = model === null || Number(model.cores ?? 1) >= 1
    if (!isPossible) return c.json({ error: { code: 'campus.bad_cost_model' } }, 400)
    control.setCostModel(model)
    return c.json(control.readState().costModel)
  })
  routes.post('/site', async (c) => {
    control.setSite(await c.req.json())
    return c.json(control.readState().site)
  })
  routes.post('/faults', async (c) => {
    const fault = await c.req.json<FaultInput>()
    if (!faultKinds.has(fault.kind)) return c.json({ error: { code: 'campus.unknown_fault' } }, 400)
    return c.json(control.addFault(fault), 201)
  })
  routes.delete('/faults', (c) => {
    control.clearFaults()
    return c.body(null, 204)
  })
  routes.delete('/faults/:id', (c) => {
    control.clearFault(Number(c.req.param('id')))
    return c.body(null, 204)
  })
  routes.get('/people/:username/courses', (c) => c.json(control.listCourses(c.req.param('username'))))
  routes.post('/people/:username/edit', async (c) =>
    c.json(control.edit(c.req.param('username'), await c.req.json<Edit>())),
  )
  routes.post('/people/:username/expire-token', (c) => {
    control.expireToken(c.req.param('username'))
    return c.body(null, 204)
  })
  routes.post('/people/:username/expire-session', (c) => {
    control.expireSession(c.req.param('username'))
    return c.body(null, 204)
  })
  routes.post('/reset-counters', (c) => {
    control.resetCounters()
    return c.body(null, 204)
  })
  routes.post('/reset', (c) => {
    control.reset()
    return c.body(null, 204)
  })

  // Long poll: 204 once so many calls have been begun, 408 when timeoutMs passed first.
  routes.get('/wait', async (c) => {
    const query = c.req.query()
    const timeoutMs = Math.min(Number(query.timeoutMs ?? 30_000), longestWaitMs)
    const filter = {
      count: Number(query.count ?? 1),
      ...(query.function === undefined ? {} : { function: query.function }),
      ...(query.username === undefined ? {} : { username: query.username }),
      ...(query.courseId === undefined ? {} : { courseId: Number(query.courseId) }),
    }
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), c.req.raw.signal])
    const isSeen = await control.waitForCall(filter, signal).then(
      () => true,
      () => false,
    )
    return isSeen ? c.body(null, 204) : c.json({ error: { code: 'campus.wait_timeout' } }, 408)
  })

  return routes
}
