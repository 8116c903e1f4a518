import { Show } from 'solid-js'
import { Icon } from './icon.tsx'
import { RequestId } from './error-note.tsx'

/** Why a form was refused. The region is there from the start, so that a screen reader says what comes into it. */
export function FormError(props: { error: unknown; text: string; ref?: (region: HTMLElement) => void }) {
  return (
    <div role="alert" tabindex="-1" class="form-error" ref={(region) => props.ref?.(region)}>
      <Show when={props.error}>
        <div class="note note-danger">
          <Icon name="alert" />
          <div class="note-body">
            <p>{props.text}</p>
            <RequestId error={props.error} />
          </div>
        </div>
      </Show>
    </div>
  )
}
