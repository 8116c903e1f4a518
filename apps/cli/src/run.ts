import { CommanderError } from '@commander-js/extra-typings'
import { startingWords } from '@spike/contract/words/operator'
import { exitCodes, OperatorError } from './operator-error.ts'
import { createProgram } from './program.ts'

/** Runs the command that the process was started with; gives the exit code. What went wrong has been told by then. */
export async function run(): Promise<number> {
  try {
    await createProgram().parseAsync()
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return tell(error)
  }
}

function tell(error: unknown): number {
  // Commander has said what is wrong; help that was asked for has exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage
  // Not by way of the settings: those may be what is wrong.
  const debug = ['1', 'true'].includes(process.env['SPIKE_DEBUG'] ?? '')
  if (debug) console.error(error)
  if (error instanceof OperatorError) {
    if (!debug) console.error(error.message)
    return error.exitCode
  }
  if (!debug) console.error(startingWords.unexpected(error instanceof Error ? error.message : String(error)))
  return exitCodes.failure
}
