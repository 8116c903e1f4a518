import { fireEvent, screen } from '@solidjs/testing-library'
import { useQuery } from '@tanstack/solid-query'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { renderPage } from '../testing/render-page.tsx'
import { Loaded } from './loaded.tsx'
import { Skeleton } from './skeleton.tsx'

const refusal = () =>
  new ApiError({ code: 'request.not_found', status: 404, requestId: 'req-7', retryAfterSeconds: null })

/** A page that reads by `read`, which the test answers. */
function show(read: () => Promise<string>) {
  return renderPage(() => {
    const query = useQuery(() => ({ queryKey: ['student', 'example'], queryFn: read }))
    return (
      <>
        <button type="button" onClick={() => void query.refetch()} aria-label="again" />
        <p>{query.isRefetchError && 'asked in vain'}</p>
        <Loaded query={query} skeleton={<Skeleton count={2} />}>
          {(value) => <p data-testid="value">{value()}</p>}
        </Loaded>
      </>
    )
  }, 'en')
}

describe('what is loaded', () => {
  it('has its place kept, and is said to be loading, until it comes', async () => {
    const answer = Promise.withResolvers<string>()
    await show(() => answer.promise)
    expect(screen.getByRole('status').textContent).toBe('Loading…')
    expect(document.querySelectorAll('.skeleton')).toHaveLength(2)
    answer.resolve('read')
    expect((await screen.findByTestId('value')).textContent).toBe('read')
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('that could not be had says why, with the request’s id, and is had when it is tried again', async () => {
    let works = false
    await show(() => (works ? Promise.resolve('read') : Promise.reject(refusal())))
    expect((await screen.findByRole('alert')).textContent).toContain('req-7')
    works = true
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByTestId('value')).toBeTruthy()
  })

  it('stays while it is read anew, and when that fails', async () => {
    const second = Promise.withResolvers<string>()
    const answers = [Promise.resolve('old'), second.promise]
    let count = 0
    await show(() => answers[count++] ?? Promise.reject(refusal()))
    await screen.findByText('old')
    fireEvent.click(screen.getByRole('button', { name: 'again' }))
    await expect.poll(() => count).toBe(2)
    expect(screen.getByTestId('value').textContent).toBe('old')
    second.reject(refusal())
    await screen.findByText('asked in vain')
    expect(screen.getByTestId('value').textContent).toBe('old')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
