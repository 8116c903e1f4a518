import { fireEvent, render, screen } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it } from 'vitest'
import { Menu, MenuChoices, MenuItem } from './menu.tsx'

let done: string[]
const button = () => screen.getByRole('button', { name: 'More' })
const isOpen = () => button().getAttribute('aria-expanded')

beforeEach(() => {
  done = []
  render(() => (
    <Menu label="More" trigger={<span />}>
      <MenuItem onSelect={() => done.push('copy')}>Copy</MenuItem>
      <MenuChoices
        label="Language"
        value="en"
        choices={[
          { value: 'he', label: 'Hebrew' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(value) => done.push(value)}
      />
    </Menu>
  ))
  button().focus()
  fireEvent.click(button())
})

describe('a menu', () => {
  it('does what is chosen, and closes with the focus on its button', () => {
    const item = screen.getByRole('button', { name: 'Copy' })
    item.focus()
    fireEvent.click(item)
    expect(done).toEqual(['copy'])
    expect(isOpen()).toBe('false')
    expect(document.activeElement).toBe(button())
  })

  it('is gone through with the arrow keys, round and round', () => {
    const names = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'].map((key) => {
      fireEvent.keyDown(document.activeElement ?? button(), { key })
      return document.activeElement?.textContent
    })
    expect(names).toEqual(['Copy', 'Hebrew', 'English', 'Copy', 'English'])
  })

  it('stays open for a choice, and says which holds', () => {
    fireEvent.click(screen.getByRole('button', { name: 'Hebrew' }))
    expect(done).toEqual(['he'])
    expect(isOpen()).toBe('true')
    expect(screen.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('is closed by Escape and by a click beside it', () => {
    fireEvent.keyDown(button(), { key: 'Escape' })
    expect(isOpen()).toBe('false')
    fireEvent.click(button())
    expect(isOpen()).toBe('true')
    fireEvent.pointerDown(document.body)
    expect(isOpen()).toBe('false')
  })
})
