import { iconPaths } from './icon-paths.ts'

export type IconName = keyof typeof iconPaths

/** Marks that point along the line of text, and turn with its direction. */
const turning: ReadonlySet<IconName> = new Set(['chevron', 'sign-out'])

/** A mark beside words that say the same: hidden from screen readers. */
export function Icon(props: { name: IconName }) {
  return (
    <svg
      class="icon"
      classList={{ 'icon-turning': turning.has(props.name) }}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={iconPaths[props.name]} />
    </svg>
  )
}
