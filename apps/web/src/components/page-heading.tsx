import { createEffect, onMount, type JSX } from 'solid-js'

let pagesShown = 0

/** The one h1 of a page. Names the browser's tab, and takes the focus when the page was come to by a link. */
export function PageHeading(props: { title: string; children?: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined
  createEffect(() => {
    document.title = props.title ? `${props.title} · Spike` : 'Spike'
  })
  onMount(() => {
    // The first page of a visit begins where the browser puts the focus.
    if (pagesShown > 0) heading?.focus({ preventScroll: true })
    pagesShown += 1
  })
  return (
    <h1 ref={heading} tabindex="-1" dir="auto">
      {props.children ?? props.title}
    </h1>
  )
}
