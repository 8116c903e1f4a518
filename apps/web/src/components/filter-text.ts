import { useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { afterPaint } from './after-paint.ts'

/** What a person types to narrow the list of a page. It stands in the address as `?q=`. */
export interface FilterText {
  /** As it stands in the field. */
  typed: Accessor<string>
  /** What the list is narrowed by: the same, as soon as the letter is painted. */
  applied: Accessor<string>
  type: (text: string) => void
  /** Narrows and writes the address now, which else waits until the person pauses. */
  settle: () => void
}

/** Longer than between two letters of somebody who types. */
const pauseMs = 300

/** No letter waits for the list or for the router: neither is done where the letter is. */
export function useFilterText(): FilterText {
  const [address, setAddress] = useSearchParams<{ q: string }>()
  const inAddress = () => address.q ?? ''
  let written = inAddress()
  const [typed, setTyped] = createSignal(written)
  const [applied, setApplied] = createSignal(written)
  let pause: number | undefined
  let takeBack = (): void => undefined

  function settle(): void {
    forget()
    setApplied(typed())
    if (typed() === written) return
    written = typed()
    setAddress({ q: written || null }, { replace: true, scroll: false })
  }
  function forget(): void {
    takeBack()
    clearTimeout(pause)
  }
  onCleanup(forget)
  createEffect(
    on(inAddress, (text) => {
      // Somebody went back, or came by a link: what they left behind is not what they want now.
      if (text === written) return
      forget()
      written = text
      setTyped(text)
      setApplied(text)
    }),
  )
  return {
    typed,
    applied,
    type(text) {
      forget()
      setTyped(text)
      takeBack = afterPaint(() => setApplied(typed()))
      pause = window.setTimeout(settle, pauseMs)
    },
    settle,
  }
}
