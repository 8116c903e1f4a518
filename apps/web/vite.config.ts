import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { precompress } from './vite/precompress.ts'
import { preloadWords } from './vite/preload-words.ts'
import { serviceWorker } from './vite/service-worker.ts'

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** Whether index.html's script imports a module, itself or by others, before anything is loaded when needed. */
function isOfFirstLoad(id: string, modules: Modules): boolean {
  const seen = new Set<string>()
  const toSee = [new URL('src/main.tsx', import.meta.url).pathname]
  for (let next = toSee.pop(); next !== undefined; next = toSee.pop()) {
    if (next === id) return true
    if (seen.has(next)) continue
    seen.add(next)
    toSee.push(...(modules.getModuleInfo(next)?.importedIds ?? []))
  }
  return false
}

/** Nothing is painted before the script has set theme and direction: Vite leaves the attribute out of what it builds. */
const blockPaint: Plugin = {
  name: 'block-paint',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
}

export default defineConfig({
  plugins: [solid(), blockPaint, preloadWords(), serviceWorker(), precompress()],
  build: {
    target: 'es2023',
    // The pages' Content-Security-Policy allows 'self' alone: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The first load in one file: ten small ones compress worse, and wait for one another.
        codeSplitting: {
          groups: [
            {
              debugName: 'entrance',
              name: (id, modules) => (isOfFirstLoad(id, modules) ? 'entrance' : null),
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
})
