import type { StageProgress } from '@spike/contract'
import { Match, Switch } from 'solid-js'

/** The mark before a stage: a tick, a turning ring, an empty ring, a cross or a bar. */
export function StageMark(props: { state: StageProgress['state'] }) {
  return (
    <svg class={`stage-mark stage-mark-${props.state}`} viewBox="0 0 24 24" aria-hidden="true">
      <circle class="stage-ring" cx="12" cy="12" r="9" />
      <Switch>
        <Match when={props.state === 'done'}>
          <path d="m8 12.4 2.8 2.8L16 9.6" />
        </Match>
        <Match when={props.state === 'running'}>
          <path class="stage-turning" d="M12 3a9 9 0 0 1 9 9" />
        </Match>
        <Match when={props.state === 'failed'}>
          <path d="m9 9 6 6M15 9l-6 6" />
        </Match>
        <Match when={props.state === 'cancelled'}>
          <path d="M8 12h8" />
        </Match>
      </Switch>
    </svg>
  )
}
