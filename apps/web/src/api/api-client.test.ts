import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { buildError } from '../testing/build-data.ts'
import { server } from '../testing/server.ts'
import { createApiClient, retryAfterSeconds } from './api-client.ts'
import { ApiError, NoConnectionError } from './api-error.ts'

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new TypeError('It did not fail')
    },
    (error: unknown) => error,
  )

describe('the API client', () => {
  it('asks in the chosen language', async () => {
    server.use(
      http.get('*/api/echo', ({ request }) => HttpResponse.json(request.headers.get('Accept-Language'))),
    )
    expect(await createApiClient({ language: () => 'ar' }).ask('/api/echo')).toBe('ar')
  })

  it('turns an error answer into its code, request id and seconds to wait', async () => {
    server.use(
      http.post('*/api/x', () => HttpResponse.json(buildError('auth.rate_limited', 30), { status: 429 })),
    )
    const error = await failureOf(createApiClient({ language: () => 'he' }).ask('/api/x', { method: 'POST' }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      code: 'auth.rate_limited',
      status: 429,
      requestId: 'req-1',
      retryAfterSeconds: 30,
    })
  })

  it('makes do with the status when something else than Spike answered', async () => {
    server.use(http.get('*/api/x', () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 })))
    expect(await failureOf(createApiClient({ language: () => 'he' }).ask('/api/x'))).toMatchObject({
      code: 'server.internal',
      status: 502,
    })
  })

  it('takes a page in the place of an answer for no connection', async () => {
    server.use(http.get('*/api/x', () => HttpResponse.html('<h1>Welcome to the hotel</h1>')))
    expect(await failureOf(createApiClient({ language: () => 'he' }).ask('/api/x'))).toBeInstanceOf(
      NoConnectionError,
    )
  })

  it('tells when nobody is signed in any more', async () => {
    server.use(http.get('*/api/x', () => HttpResponse.json(buildError('auth.required'), { status: 401 })))
    const onSignedOut = vi.fn<() => void>()
    await failureOf(createApiClient({ language: () => 'he', onSignedOut }).ask('/api/x'))
    expect(onSignedOut).toHaveBeenCalledOnce()
  })

  it('takes what one student is refused for no end of the session of the next', async () => {
    server.use(http.get('*/api/x', () => HttpResponse.json(buildError('auth.required'), { status: 401 })))
    const onSignedOut = vi.fn<() => void>()
    let student = { name: 'first' }
    const client = createApiClient({ language: () => 'he', onSignedOut, whoAsks: () => student })
    const asked = failureOf(client.ask('/api/x'))
    student = { name: 'next' }
    expect(await asked).toMatchObject({ code: 'auth.required' })
    expect(onSignedOut).not.toHaveBeenCalled()
  })
})

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-22T12:00:00Z')
  it.each([
    ['7', 7],
    ['Sun, 22 Nov 2026 12:01:00 GMT', 60],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
  ])('of %s is %s seconds', (value, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'Retry-After': value }), nowMs)).toBe(seconds)
  })
})
