import { render, screen } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { announce, Announcer, toast } from './announce.tsx'

beforeEach(() => {
  vi.useFakeTimers()
  render(() => <Announcer />)
})

describe('what is told by the way', () => {
  it('is said once more when it is the same again', () => {
    announce('Copied')
    const first = screen.getByRole('status').textContent
    announce('Copied')
    expect(first).toBe('Copied')
    expect(screen.getByRole('status').textContent).not.toBe(first)
  })

  it('is shown for a few seconds as a toast, and said', () => {
    toast('Saved')
    expect(screen.getByTestId('toast').textContent).toBe('Saved')
    expect(screen.getByRole('status').textContent).toContain('Saved')
    vi.advanceTimersByTime(6000)
    expect(screen.queryByTestId('toast')).toBeNull()
  })
})
