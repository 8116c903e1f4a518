import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Language } from '@spike/contract'
import { desktop, phone } from '../support/browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface View {
  /** In the names of its pictures. */
  readonly name: string
  readonly language: Language
  readonly viewport: { readonly width: number; readonly height: number }
}

export interface ScreenOptions {
  readonly folder: string
  readonly views: readonly View[]
  readonly theme: 'light' | 'dark'
  /** Parts to take; all where none is named. */
  readonly only: readonly string[]
}

/** Makes the folder too. @throws TypeError for an option that is not known */
export function readOptions(args: readonly string[]): ScreenOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      dark: { type: 'boolean', default: false },
      language: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
    },
  })
  const theme = values.dark ? 'dark' : 'light'
  const folder = path.resolve(root, positionals[0] ?? '.spike/screens')
  mkdirSync(folder, { recursive: true })
  const named = (language: Language, size: string) =>
    [language, size, ...(theme === 'dark' ? [theme] : [])].join('-')
  const chosen = values.language as Language | undefined
  return {
    folder,
    theme,
    only: values.only,
    views: [
      { name: named(chosen ?? 'he', 'phone'), language: chosen ?? 'he', viewport: phone },
      {
        name: named(chosen ?? 'en', 'desktop'),
        language: chosen ?? 'en',
        viewport: { ...desktop, height: 900 },
      },
    ],
  }
}
