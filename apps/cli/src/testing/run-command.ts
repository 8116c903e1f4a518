import { format } from 'node:util'
import { run } from '../run.ts'
import type { SpikeRun } from './run-spike.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * As `runSpike`, but within this process, which takes no second to start. The command has the process's arguments,
 * settings and console for as long as it runs: one at a time.
 */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<SpikeRun> {
  const { argv } = process
  const { log, error } = console
  const kept = { ...process.env }
  const listening = signals.map((signal) => process.listeners(signal))
  const { PATH = '', HOME = '' } = kept
  const written = { stdout: '', stderr: '' }
  process.argv = [process.execPath, 'spike', ...args]
  replaceEnvironment({ PATH, HOME, ...environment })
  console.log = (...told: unknown[]) => void (written.stdout += `${format(...told)}\n`)
  console.error = (...told: unknown[]) => void (written.stderr += `${format(...told)}\n`)
  try {
    return { exitCode: await run(), ...written }
  } finally {
    Object.assign(process, { argv, exitCode: undefined })
    Object.assign(console, { log, error })
    replaceEnvironment(kept)
    // A command that stays up listens for them until its process is gone.
    for (const [index, signal] of signals.entries()) {
      for (const listener of process.listeners(signal)) {
        if (!listening[index]?.includes(listener)) process.off(signal, listener)
      }
    }
  }
}

function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, environment)
}
