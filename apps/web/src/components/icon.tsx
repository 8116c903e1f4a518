import { Match, Switch } from 'solid-js'

export type IconName =
  | 'alert'
  | 'calendar'
  | 'check'
  | 'external'
  | 'eye'
  | 'eye-off'
  | 'file'
  | 'refresh'
  | 'star'
  | 'x'

/** A mark beside words that say the same: hidden from screen readers. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <Switch>
        <Match when={props.name === 'alert'}>
          <path d="M12 3.5 2.5 20h19L12 3.5Z" />
          <path d="M12 10v4.5M12 17.2v.1" />
        </Match>
        <Match when={props.name === 'calendar'}>
          <rect x="3.5" y="5" width="17" height="15.5" rx="2.5" />
          <path d="M3.5 10h17M8 2.8V7M16 2.8V7" />
        </Match>
        <Match when={props.name === 'check'}>
          <path d="m5 12.5 4.5 4.5L19 7.5" />
        </Match>
        <Match when={props.name === 'external'}>
          <path d="M14 4h6v6M20 4l-9 9M18 14v4.5A1.5 1.5 0 0 1 16.5 20h-11A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6H10" />
        </Match>
        <Match when={props.name === 'eye'}>
          <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
          <circle cx="12" cy="12" r="2.8" />
        </Match>
        <Match when={props.name === 'eye-off'}>
          <path d="M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.3 7.6A16 16 0 0 0 2.5 12S6 18.5 12 18.5c1.7 0 3.2-.5 4.5-1.2M3.5 3.5l17 17" />
        </Match>
        <Match when={props.name === 'file'}>
          <path d="M6.5 3h7L19 8.5v11A1.5 1.5 0 0 1 17.5 21h-11A1.5 1.5 0 0 1 5 19.5v-15A1.5 1.5 0 0 1 6.5 3Z" />
          <path d="M13 3.5V9h5.5" />
        </Match>
        <Match when={props.name === 'refresh'}>
          <path d="M20 11.5A8 8 0 0 0 5.5 7L4 8.7M4 4v5h5M4 12.5A8 8 0 0 0 18.5 17l1.5-1.7M20 20v-5h-5" />
        </Match>
        <Match when={props.name === 'star'}>
          <path d="m12 3.5 2.6 5.3 5.9.9-4.2 4.1 1 5.8L12 16.8l-5.3 2.8 1-5.8L3.5 9.7l5.9-.9L12 3.5Z" />
        </Match>
        <Match when={props.name === 'x'}>
          <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
        </Match>
      </Switch>
    </svg>
  )
}
