import { createUniqueId, Show } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { Icon } from './icon.tsx'
import './filter-field.css'

/** A field that narrows the list below it while one types. Esc empties it. */
export function FilterField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is left of the list, for those who do not see it. */
  found: string
}) {
  const { t } = useLanguage()
  const id = createUniqueId()
  let input: HTMLInputElement | undefined
  function clear(): void {
    props.onChange('')
    input?.focus()
  }
  return (
    <div class="filter-field">
      <label for={id} class="visually-hidden">
        {props.label}
      </label>
      <Icon name="filter" />
      <input
        ref={input}
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        placeholder={props.label}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && props.value !== '') {
            event.preventDefault()
            clear()
          }
        }}
      />
      <Show when={props.value !== ''}>
        <button type="button" class="icon-button" aria-label={t('frame.clearFilter')} onClick={clear}>
          <Icon name="x" />
        </button>
      </Show>
      <p class="visually-hidden" role="status">
        {props.value === '' ? '' : props.found}
      </p>
    </div>
  )
}
