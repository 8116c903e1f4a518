import type { StageProgress } from '@spike/contract'
import { Show } from 'solid-js'
import { StageIcon } from './stage-icon.tsx'

/** What the small sign on a stage's mark is: it came to its end, failed or was stopped. */
const signs: Partial<Record<StageProgress['state'], string>> = {
  done: 'M7.5 12.5 11 16l5.5-7',
  failed: 'm8.5 8.5 7 7m0-7-7 7',
  cancelled: 'M8 12h8',
}

/** A stage's own mark with its state: empty while it waits, with a turning ring while it runs, signed when it is over. */
export function StageMark(props: { stage: StageProgress }) {
  return (
    <span class="stage-mark" aria-hidden="true">
      <StageIcon stage={props.stage.key} />
      <Show when={props.stage.state === 'running'}>
        <span class="stage-ring" />
      </Show>
      <Show when={signs[props.stage.state]}>
        {(path) => (
          <svg class="stage-sign" viewBox="0 0 24 24">
            <path d={path()} />
          </svg>
        )}
      </Show>
    </span>
  )
}
