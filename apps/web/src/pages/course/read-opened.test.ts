import type { ErrorCode, SyncStatus } from '@spike/contract'
import { createRoot } from 'solid-js'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import type { StatusAnswer, StatusRequest } from '../../api/student-api.ts'
import { buildSyncStatus, jobId } from '../../testing/build-data.ts'
import { createOpener } from './read-opened.ts'

/** A server whose syncs end when the test says so. */
function startServer() {
  const asked: StatusRequest[] = []
  const answers = Promise.withResolvers<StatusAnswer>()
  const answer = (status: SyncStatus) => answers.resolve({ status, etag: null, retryAfterMs: null })
  const syncStatus = (request: StatusRequest) => {
    asked.push(request)
    return answers.promise
  }
  return { asked, answer, refuse: answers.reject, syncStatus }
}

const refusal = (code: ErrorCode, status: number) =>
  new ApiError({ code, status, requestId: null, retryAfterSeconds: null })

const onSignInAgain = vi.fn<() => void>()
const openIn = (server: ReturnType<typeof startServer>) =>
  createRoot((dispose) => ({ open: createOpener(server, onSignInAgain), dispose }))

describe('opening', () => {
  it('is over when the sync that it began has ended', async () => {
    const server = startServer()
    const { open } = openIn(server)
    const opening = open(() => Promise.resolve({ jobId }))
    server.answer(buildSyncStatus({ status: 'completed', progress: 100 }))
    expect(await opening).toBe(true)
    expect(server.asked.map((request) => request.jobId)).toEqual([jobId])
  })

  it('is over at once where nothing need be read, or the server says no', async () => {
    const server = startServer()
    const { open } = openIn(server)
    expect(await open(() => Promise.resolve({ jobId: null }))).toBe(false)
    expect(await open(() => Promise.reject(new TypeError('no network')))).toBe(false)
    expect(server.asked).toEqual([])
    expect(onSignInAgain).not.toHaveBeenCalled()
  })

  it('tells that nothing can be read before the student signs in again', async () => {
    const { open } = openIn(startServer())
    expect(await open(() => Promise.reject(refusal('auth.sign_in_again', 401)))).toBe(false)
    expect(onSignInAgain).toHaveBeenCalledOnce()
  })

  it('is over when the server will not tell of the sync any more', async () => {
    const server = startServer()
    const { open } = openIn(server)
    const opening = open(() => Promise.resolve({ jobId }))
    server.refuse(refusal('sync.not_found', 404))
    expect(await opening).toBe(false)
  })

  it('asks no more once the page is left', async () => {
    const server = startServer()
    const { open, dispose } = openIn(server)
    const answer = Promise.withResolvers<{ jobId: string }>()
    const opening = open(() => answer.promise)
    dispose()
    answer.resolve({ jobId })
    expect(await opening).toBe(false)
    expect(server.asked).toEqual([])
  })
})
