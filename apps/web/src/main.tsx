import { render } from 'solid-js/web'
import { App } from './app.tsx'
import { LanguageProvider } from './language/language-context.tsx'
import { loadWords, storedLanguage } from './language/load-words.ts'
import { reloadForMissingFile } from './offline/reload-for-missing-file.ts'
import { SessionProvider } from './session/session.tsx'
import { loadFontWhenIdle } from './style/font-on-idle.ts'
import { showTheme, storedTheme } from './theme/use-theme.ts'
import './style/tokens.css'
import './style/fonts.css'
import './style/base.css'

const root = document.getElementById('app')
if (!root) throw new TypeError('index.html has no #app')

showTheme(storedTheme() ?? 'system')
loadFontWhenIdle()
reloadForMissingFile()
const language = storedLanguage()
const words = await loadWords(language, ['entrance'])
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
