import { createUniqueId, For, Show } from 'solid-js'
import { Icon, type IconName } from './icon.tsx'
import './choice-group.css'

export interface ChoiceGroupProps<Value extends string> {
  label: string
  /** The label is for screen readers only. */
  labelHidden?: boolean
  value: Value
  choices: readonly { value: Value; label: string; icon?: IconName; count?: string; lang?: string }[]
  onChange: (value: Value) => void
}

/** A few choices side by side of which one holds: radio buttons, so that the arrow keys go from one to the next. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const name = createUniqueId()
  return (
    <fieldset class="choices">
      <legend classList={{ 'visually-hidden': props.labelHidden ?? false }}>{props.label}</legend>
      <div class="choices-row">
        <For each={props.choices}>
          {(choice) => (
            <label class="choice" lang={choice.lang}>
              <input
                type="radio"
                class="visually-hidden"
                name={name}
                value={choice.value}
                checked={props.value === choice.value}
                onChange={() => props.onChange(choice.value)}
              />
              <Show when={choice.icon}>{(icon) => <Icon name={icon()} />}</Show>
              <span>{choice.label}</span>
              <Show when={choice.count}>
                <span class="choice-count">{choice.count}</span>
              </Show>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
