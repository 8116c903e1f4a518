/** Exit codes of the `spike` command; 78 is EX_CONFIG of sysexits.h. */
export const exitCodes = { failure: 1, usage: 2, settings: 78, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

interface OperatorErrorOptions {
  readonly exitCode?: ExitCode
  readonly cause?: unknown
}

/** What stops a command and is the operator's to mend. The message is from the operator's words, and is all they see. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly code: string
  readonly exitCode: ExitCode

  constructor(code: string, message: string, options: OperatorErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.exitCode = options.exitCode ?? exitCodes.failure
  }
}

/** The `code` of an error of Node's own (`ENOENT`, `EADDRINUSE`), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
