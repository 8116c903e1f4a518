import { beforeEach, expect, it } from 'vitest'
import { showTheme, storedTheme, useTheme } from './use-theme.ts'

const colorOf = (scheme: string) =>
  document.head.querySelector<HTMLMetaElement>(`meta[data-of="${scheme}"]`)?.media

beforeEach(() => {
  document.head.innerHTML = ['light', 'dark']
    .map(
      (scheme) => `<meta name="theme-color" data-of="${scheme}" media="(prefers-color-scheme: ${scheme})">`,
    )
    .join('')
})

it('a chosen theme is shown, in the browser’s bars too, and remembered', () => {
  const { theme, chooseTheme } = useTheme()
  chooseTheme('dark')
  expect([theme(), document.documentElement.dataset['theme'], storedTheme()]).toEqual([
    'dark',
    'dark',
    'dark',
  ])
  expect([colorOf('light'), colorOf('dark')]).toEqual(['not all', 'all'])
})

it('the device’s theme is followed again when that is chosen', () => {
  const { chooseTheme } = useTheme()
  chooseTheme('light')
  chooseTheme('system')
  expect([colorOf('light'), colorOf('dark')]).toEqual([
    '(prefers-color-scheme: light)',
    '(prefers-color-scheme: dark)',
  ])
})

it('what is stored and is no theme counts for nothing', () => {
  localStorage.setItem('spike.theme', 'pink')
  expect(storedTheme()).toBeNull()
  showTheme(storedTheme() ?? 'system')
  expect(document.documentElement.dataset['theme']).toBe('system')
})
