import { getResponse, type RequestHandler } from 'msw'

let handlers: RequestHandler[] = []

/**
 * Stands in for Spike's API. Each test says what it answers; anything else is an error.
 * It takes the place of `fetch` itself: under the `browser` condition, which Solid's tests need, `msw/node` cannot
 * be imported (its interceptors have no ClientRequest there).
 */
export const server = {
  use(...more: RequestHandler[]): void {
    handlers = [...more, ...handlers]
  },
  resetHandlers(): void {
    handlers = []
  },
}

export const answeringFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const response = await getResponse(handlers, request)
  if (!response) throw new TypeError(`No test answers ${request.method} ${request.url}`)
  if (response.type === 'error') throw new TypeError('The network failed')
  return response
}
