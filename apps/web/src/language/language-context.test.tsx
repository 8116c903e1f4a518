import { render, screen } from '@solidjs/testing-library'
import { expect, it } from 'vitest'
import { LanguageProvider, useLanguage, type LanguageContextValue } from './language-context.tsx'
import { loadWords } from './load-words.ts'

async function show(): Promise<LanguageContextValue> {
  const words = await loadWords('en', ['entrance'])
  let context: LanguageContextValue | undefined
  render(() => (
    <LanguageProvider language="en" words={words}>
      {(() => {
        context = useLanguage()
        return <p>{context.hasWords('student') ? context.t('frame.today') : context.t('app.loading')}</p>
      })()}
    </LanguageProvider>
  ))
  if (!context) throw new TypeError('Nothing was rendered')
  return context
}

it('a part of the words that is loaded later is there from then on, in every language changed to', async () => {
  const { needWords, switchLanguage } = await show()
  expect(screen.getByText('Loading…')).toBeTruthy()
  await needWords('student')
  expect(screen.getByText('Today')).toBeTruthy()
  await switchLanguage('he')
  expect(screen.getByText('היום')).toBeTruthy()
})

it('a part that is asked for while the language changes comes in the new one', async () => {
  const { needWords, switchLanguage } = await show()
  await Promise.all([switchLanguage('ar'), needWords('student')])
  expect(screen.getByText('اليوم')).toBeTruthy()
})
