import type { Language } from '@spike/contract/languages'
import { render } from '@solidjs/testing-library'
import { QueryClientProvider } from '@tanstack/solid-query'
import type { JSX } from 'solid-js'
import { createQueryClient } from '../data/query-client.ts'
import { LanguageProvider } from '../language/language-context.tsx'
import { loadWords } from '../language/load-words.ts'
import { SessionProvider } from '../session/session.tsx'

/** Renders as main.tsx does: in one language, with a session that nobody has signed in to yet and nothing read. */
export async function renderPage(page: () => JSX.Element, language: Language = 'he') {
  const words = await loadWords(language, ['entrance', 'student', 'staff'])
  const client = createQueryClient()
  return render(() => (
    <LanguageProvider language={language} words={words}>
      <SessionProvider>
        <QueryClientProvider client={client}>{page()}</QueryClientProvider>
      </SessionProvider>
    </LanguageProvider>
  ))
}
