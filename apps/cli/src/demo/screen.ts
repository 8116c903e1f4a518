/** Where the demo's lines go: a line that says what is being done now, and lines that stay. */
export interface Screen {
  say(line: string): void
  /** Replaces the last such line in a terminal; elsewhere a line of its own. */
  redraw(line: string): void
  /** Lets what was redrawn stay: the next line comes below it. */
  keep(): void
}

export function createScreen(stream: NodeJS.WriteStream): Screen {
  let drawn = false
  function keep(): void {
    if (drawn) stream.write('\n')
    drawn = false
  }
  return {
    keep,
    say(line) {
      keep()
      stream.write(`${line}\n`)
    },
    redraw(line) {
      if (!stream.isTTY) {
        stream.write(`${line}\n`)
        return
      }
      const fitting = [...line].slice(0, Math.max(20, (stream.columns || 80) - 1)).join('')
      stream.write(`\r\u001B[2K${fitting}`)
      drawn = true
    },
  }
}
