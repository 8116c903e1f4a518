import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

/** Files of the student's app. Staff's pages work online alone. */
const isStored = (file: string) =>
  /^assets\/.+\.(?:js|css|woff2)$/.test(file) && !file.startsWith('assets/staff')

/**
 * Builds src/service-worker.ts to /sw.js, by itself so that it shares no file with the pages, and tells it which files
 * there are. A change of any of them makes another worker, which the browser then takes over.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const names = Object.keys(bundle).toSorted()
      const page = bundle['index.html']
      const hash = createHash('sha256').update(names.join('\n'))
      if (page?.type === 'asset') hash.update(page.source)
      const shell = {
        version: hash.digest('hex').slice(0, 12),
        files: [...names.filter(isStored).map((file) => `/${file}`), '/spike.svg'],
      }
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await buildWorker(shell) })
    },
  }
}

async function buildWorker(shell: { version: string; files: string[] }): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { spikeShell: JSON.stringify(shell) },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input: fileURLToPath(new URL('../src/service-worker.ts', import.meta.url)),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const [chunk] = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  if (chunk?.type !== 'chunk') throw new Error('The service worker was not built')
  return chunk.code
}
