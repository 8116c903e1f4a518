import { createRoot, getOwner, onCleanup, type JSX } from 'solid-js'

const waiting: (() => void)[] = []
const budgetMs = 8

/**
 * Draws what is let go of after it went from the page, a little at a time: to clean up a thousand rows at once would
 * keep the page from answering.
 */
export function disposeLater(draw: () => JSX.Element): JSX.Element {
  const [drawn, dispose] = createRoot((end) => [draw(), end] as const, getOwner())
  onCleanup(() => {
    if (waiting.push(dispose) === 1) setTimeout(disposeSome)
  })
  return drawn
}

function disposeSome(): void {
  const startedAt = performance.now()
  do waiting.shift()?.()
  while (waiting.length > 0 && performance.now() - startedAt < budgetMs)
  if (waiting.length > 0) setTimeout(disposeSome)
}
