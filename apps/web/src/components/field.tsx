import { Show, type ParentProps } from 'solid-js'

/**
 * A labelled field of a form. Its input has the id and, while something is `missing`, is described by `missingIdOf(id)`: the
 * text below it.
 */
export function Field(props: ParentProps<{ id: string; label: string; missing: string | false }>) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.children}
      <Show when={props.missing}>
        <p class="field-error" id={missingIdOf(props.id)}>
          {props.missing}
        </p>
      </Show>
    </div>
  )
}

export const missingIdOf = (fieldId: string) => `${fieldId}-missing`
