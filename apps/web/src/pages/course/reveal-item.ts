import { useLocation } from '@solidjs/router'
import { createEffect, on, onCleanup, type Accessor } from 'solid-js'

const itemHash = /^#item-(\w+)$/

/** The id of the item that the address names by its hash; null where it names none. */
export function useNamedItem(): Accessor<string | null> {
  const location = useLocation()
  return () => itemHash.exec(location.hash)?.[1] ?? null
}

/** Scrolls to the item that the address names, once it is drawn, and gives it the focus: once for each such address. */
export function revealItem(id: Accessor<string | null>, isDrawn: (id: string) => boolean): void {
  let revealed: string | null = null
  createEffect(
    on([id, () => id() !== null && isDrawn(id() ?? '')], ([named, drawn]) => {
      if (named === null) revealed = null
      if (named === null || !drawn || revealed === named) return
      // Where the address changes the order too, the rows are drawn anew by the next frame.
      const frame = requestAnimationFrame(() => {
        const element = document.getElementById(`item-${named}`)
        if (!element) return
        revealed = named
        element.scrollIntoView({ block: 'center' })
        element.focus({ preventScroll: true })
      })
      onCleanup(() => cancelAnimationFrame(frame))
    }),
  )
}
