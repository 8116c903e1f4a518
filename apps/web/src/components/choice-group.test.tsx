import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, it } from 'vitest'
import { ChoiceGroup } from './choice-group.tsx'

it('a group of choices is radio buttons under one name, of which the one that holds is checked', () => {
  const [theme, setTheme] = createSignal<'light' | 'dark'>('light')
  render(() => (
    <ChoiceGroup
      label="Theme"
      value={theme()}
      choices={[
        { value: 'light', label: 'Light', icon: 'sun' },
        { value: 'dark', label: 'Dark', icon: 'moon' },
      ]}
      onChange={setTheme}
    />
  ))
  expect(screen.getByRole('group', { name: 'Theme' })).toBeTruthy()
  const [light, dark] = screen.getAllByRole<HTMLInputElement>('radio')
  expect([light?.checked, dark?.checked, light?.name === dark?.name]).toEqual([true, false, true])
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }))
  expect([theme(), light?.checked, dark?.checked]).toEqual(['dark', false, true])
})
