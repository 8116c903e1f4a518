import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.js', import.meta.url))

export interface SpikeRun {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

function spawnSpike(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [main, ...args], { env: { PATH, HOME, ...environment } })
}

/** Runs the `spike` command as a process of its own, with no setting but those given, until it ends. */
export async function runSpike(args: readonly string[], options: RunOptions = {}): Promise<SpikeRun> {
  const child = spawnSpike(args, options.environment)
  child.stdin.end(options.input ?? '')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { exitCode: child.exitCode, stdout, stderr }
}

export interface StayingSpike {
  readonly lines: readonly string[]
  kill(signal: NodeJS.Signals): void
  /** The first line, printed already or to come, that matches. Rejects where the process ends without it. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** Starts a `spike` command that stays up. */
export function startSpikeProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): StayingSpike {
  const child = spawnSpike(args, environment)
  child.stdin.end()
  const lines: string[] = []
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const watch of watchers) watch()
    })
  }
  const ended = once(child, 'close').then(() => child.exitCode ?? child.signalCode)
  return {
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    line(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null)
          if (found) resolve(found)
        }
        watchers.add(look)
        look()
        void ended.then(() => reject(new Error(`spike ended without ${pattern}:\n${lines.join('\n')}`)))
      })
    },
  }
}
