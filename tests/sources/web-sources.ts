import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../apps/web/src', import.meta.url))

/** The web app's files whose names end so, by their path below its `src`. */
export function webSources(ending: '.tsx' | '.css'): { file: string; source: string }[] {
  return globSync(`**/*${ending}`, { cwd: folder }).map((file) => ({
    file,
    source: readFileSync(path.join(folder, file), 'utf8'),
  }))
}
