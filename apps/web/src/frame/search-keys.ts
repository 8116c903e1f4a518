import { onCleanup } from 'solid-js'

/** The keys that open the search, as they are written on this device's keyboard. */
export const searchKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ K' : 'Ctrl K'

/** Calls `open` at Ctrl K, ⌘ K, and a slash where nothing is typed. */
export function listenForSearchKeys(open: () => void): void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.shiftKey) return
    const withControl = event.ctrlKey || event.metaKey
    // By the key's place, which is the same when the keyboard writes Hebrew or Arabic.
    const isShortcut = withControl ? event.code === 'KeyK' : event.key === '/' && !isTyping(event.target)
    if (!isShortcut) return
    event.preventDefault()
    open()
  }
  document.addEventListener('keydown', onKeyDown)
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null)
  )
}
