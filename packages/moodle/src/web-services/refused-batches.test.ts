import { describe, expect, it } from 'vitest'
import type { ReceivedRequest } from '../testing/scripted-site.ts'
import { readAll, startReader } from '../testing/start-reader.ts'

/** A site behind something that lets only small requests through. */
async function readBehind(lets: (request: ReceivedRequest) => boolean, [status, page]: [number, string]) {
  const { reader, site, sent } = await startReader({ courses: 40, assignmentsPerCourse: 4 })
  const refused: number[] = []
  site.script.intercept = (request, response) => {
    if (lets(request)) return false
    refused.push(request.calls.length)
    response.writeHead(status, { 'content-type': 'text/html' }).end(page)
    return true
  }
  const { readings } = await readAll(reader)
  return { readings, refused, requests: site.requests, sent }
}
const isBatch = ({ form }: ReceivedRequest) =>
  form.get('wsfunction') === 'tool_mobile_call_external_functions'

describe('a site that lets no batches through, or no large ones', () => {
  const forbidden: [number, string] = [403, '<html>Forbidden</html>']
  it.each([
    ['none', (request: ReceivedRequest) => !isBatch(request), forbidden] as const,
    [
      'none, with an empty 403',
      (request: ReceivedRequest) => !isBatch(request),
      [403, ''] as [number, string],
    ] as const,
    ['none of more than 5 calls', ({ calls }: ReceivedRequest) => calls.length <= 5, forbidden] as const,
    [
      'none above 1000 bytes',
      ({ form }: ReceivedRequest) => form.toString().length <= 1_000,
      [413, '<html>Too large</html>'] as [number, string],
    ] as const,
  ])('(%s) is read whole, and soon asked for no more than it lets through', async (_, lets, answer) => {
    const { readings, refused, requests, sent } = await readBehind(lets, answer)
    expect(readings.filter(({ ok }) => ok)).toHaveLength(40)
    expect(sent('core_course_get_contents').length).toBeGreaterThanOrEqual(40)
    // Each size that is refused is tried as often as any request, by the three that are in flight.
    expect(refused.length).toBeLessThanOrEqual(45)
    const last = requests.slice(-Math.ceil(requests.length / 2))
    expect(last.filter((request) => !lets(request)).length).toBeLessThanOrEqual(6)
  })
})
