import { fireEvent, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, it } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { Dialog } from './dialog.tsx'

async function showDialog() {
  const [open, setOpen] = createSignal(false)
  await renderPage(
    () => (
      <>
        <button type="button" onClick={() => setOpen(true)} aria-label="open" />
        <Dialog open={open()} onOpenChange={setOpen} title="Delete?" description="All of it">
          <input aria-label="code" />
        </Dialog>
      </>
    ),
    'en',
  )
  const opener = screen.getByRole('button', { name: 'open' })
  opener.focus()
  fireEvent.click(opener)
  return { opener, dialog: await screen.findByRole('dialog', { name: 'Delete?' }) }
}

it('a dialog takes the focus, is described, and gives the focus back when Escape closes it', async () => {
  const { opener, dialog } = await showDialog()
  await expect.poll(() => dialog.contains(document.activeElement)).toBe(true)
  expect(document.getElementById(dialog.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'All of it',
  )
  fireEvent.keyDown(dialog, { key: 'Escape' })
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  await expect.poll(() => document.activeElement).toBe(opener)
})

it('a dialog is closed by its button', async () => {
  await showDialog()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
})
