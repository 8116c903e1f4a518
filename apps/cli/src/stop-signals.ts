import { startingWords } from '@spike/contract/words/operator'
import { exitCodes } from './operator-error.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Ctrl-C reaches the whole group at once, and npm and pnpm pass it on besides: that is one wish, not two. */
const echoMs = 500

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process at once. Take it before anything is started,
 * so that a stop in the middle of a start is heard.
 */
export function listenForStop(say: (line: string) => void): AbortSignal {
  const controller = new AbortController()
  let firstAt: number | undefined
  for (const signal of signals) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = performance.now()
        say(startingWords.stopping())
        controller.abort()
      } else if (performance.now() - firstAt > echoMs) {
        process.exit(exitCodes.interrupted)
      }
    })
  }
  return controller.signal
}

/** Resolves when the signal is aborted, at once where it was. Keeps the process alive until then. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const keepAlive = setInterval(() => {}, 60_000)
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(keepAlive)
        resolve()
      },
      { once: true },
    )
  })
}
