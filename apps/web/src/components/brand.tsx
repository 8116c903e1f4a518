/** Spike's mark and name. The name is the same in every language. */
export function Brand() {
  return (
    <span class="brand" dir="ltr">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M5 21h6l4.5-13 4 17 3-8H27" />
      </svg>
      Spike
    </span>
  )
}
