import { render } from 'solid-js/web'
import { App } from './app.tsx'
import { LanguageProvider } from './language/language-context.tsx'
import { loadWords, storedLanguage } from './language/load-words.ts'
import { SessionProvider } from './session/session.tsx'
import './style/tokens.css'
import './style/base.css'

const root = document.getElementById('app')
if (!root) throw new TypeError('index.html has no #app')

const language = storedLanguage()
const words = await loadWords(language)
render(
  () => (
    <LanguageProvider language={language} words={words}>
      <SessionProvider>
        <App />
      </SessionProvider>
    </LanguageProvider>
  ),
  root,
)
