import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoWords } from '@spike/contract/words/operator'
import { webDir } from '../compose/start-spike.ts'
import { OperatorError } from '../operator-error.ts'

const web = path.dirname(webDir)
const contract = fileURLToPath(new URL('../../../../packages/contract', import.meta.url))
/** What the built app is made from. */
const sources = [
  path.join(web, 'src'),
  path.join(web, 'public'),
  path.join(web, 'index.html'),
  path.join(web, 'vite.config.ts'),
  path.join(web, 'package.json'),
  path.join(contract, 'src'),
]

/**
 * Builds the web app where it is missing or older than what it is made from. Vite is run directly: turbo would
 * need pnpm, which a machine with npm alone does not have on its path.
 */
export async function buildWebIfStale(say: (line: string) => void): Promise<void> {
  const built = statSync(path.join(webDir, 'index.html'), { throwIfNoEntry: false })
  if (built && !sources.some((source) => newestChange(source) > built.mtimeMs)) return
  say(demoWords.web())
  const vite = createRequire(path.join(web, 'package.json')).resolve('vite/package.json')
  const child = spawn(process.execPath, [path.join(path.dirname(vite), 'bin', 'vite.js'), 'build'], {
    cwd: web,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) {
    throw new OperatorError('demo.web_build_failed', demoWords.webFailed(output.trim().slice(-2000)))
  }
}

function newestChange(file: string): number {
  if (!existsSync(file)) return 0
  const own = statSync(file)
  if (!own.isDirectory()) return own.mtimeMs
  return Math.max(own.mtimeMs, ...readdirSync(file).map((name) => newestChange(path.join(file, name))))
}
