interface RecordedHttp {
  readonly head: {
    readonly status: number
    readonly contentType: string
    readonly retryAfterMs: number | undefined
  }
  readonly body: string
}

/** A recording is either an HTTP answer with its head, or the body of one with status 200. */
export function parseRecordedHttp(text: string): RecordedHttp {
  const start = /^HTTP\/[\d.]+ (\d{3})[^\n]*\n/.exec(text)
  if (!start)
    return { head: { status: 200, contentType: 'application/json', retryAfterMs: undefined }, body: text }
  const [head = '', ...body] = text.split(/\r?\n\r?\n/)
  const contentType = /^content-type:\s*(.+?)\s*$/im.exec(head)?.[1] ?? ''
  return { head: { status: Number(start[1]), contentType, retryAfterMs: undefined }, body: body.join('\n\n') }
}
