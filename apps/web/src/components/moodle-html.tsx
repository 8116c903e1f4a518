import { createEffect } from 'solid-js'

export interface MoodleHtmlProps {
  html: string
  /** Of the highest heading that may stand in it: one below the page's own around it. 3 unless given. */
  headingLevel?: number
}

/**
 * HTML that a teacher wrote in Moodle. The server has cleaned it by an allow-list before it was stored:
 * only fields named `…Html` may come here.
 */
export function MoodleHtml(props: MoodleHtmlProps) {
  let root!: HTMLDivElement
  createEffect(() => props.html && placeHeadings(root, props.headingLevel ?? 3))
  return <div class="moodle-html" dir="auto" ref={root} innerHTML={props.html} />
}

/** Teachers choose headings by their size: for a screen reader they go on from the page's, and skip no level. */
function placeHeadings(root: HTMLElement, highest: number): void {
  const headings = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const sizes = [...new Set(headings.map(({ tagName }) => tagName))].toSorted()
  let above = highest - 1
  for (const heading of headings) {
    above = Math.min(highest + sizes.indexOf(heading.tagName), above + 1)
    heading.setAttribute('aria-level', String(above))
  }
}
