import type { Readable } from 'node:stream'

export interface StreamBodyOptions {
  readonly body: Readable
  /** Nothing moves for so long, whichever side is at fault: then it ends. */
  readonly idleMs: number
  /** Aborted when the whole has to end. */
  readonly signal: AbortSignal
  /** Called once, however it ends. */
  readonly onEnd: () => void
}

/**
 * A file on its way through: read from the site as fast as the client takes it. Where the site breaks off, or takes too
 * long, the answer breaks off too, so that nobody takes it for whole; the reason is not told. Where the client leaves,
 * the site's answer is destroyed.
 */
export function streamBody({ body, idleMs, signal, onEnd }: StreamBodyOptions): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let idle: NodeJS.Timeout | undefined
  let ended = false
  const giveUp = () => body.destroy()
  const waitOn = () => {
    clearTimeout(idle)
    idle = setTimeout(giveUp, idleMs)
  }
  function end(): void {
    if (ended) return
    ended = true
    clearTimeout(idle)
    signal.removeEventListener('abort', giveUp)
    giveUp()
    onEnd()
  }
  // Between two chunks nobody awaits it, and an error without a listener ends the process.
  body.on('error', () => {})
  body.once('close', end)
  signal.addEventListener('abort', giveUp)
  if (signal.aborted) giveUp()
  waitOn()

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        waitOn()
        try {
          const { done, value } = await chunks.next()
          if (!done) {
            controller.enqueue(value)
            return
          }
          end()
          if (body.readableEnded) controller.close()
          else controller.error(new Error('The file broke off'))
        } catch {
          end()
          controller.error(new Error('The file broke off'))
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
