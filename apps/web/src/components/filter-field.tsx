import { createUniqueId, Show } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import type { FilterText } from './filter-text.ts'
import { Icon } from './icon.tsx'
import './filter-field.css'

/** A field that narrows the list below it while one types. Esc empties it. */
export function FilterField(props: {
  label: string
  text: FilterText
  /** What is left of the list, for those who do not see it. */
  found: string
}) {
  const { t } = useLanguage()
  const id = createUniqueId()
  let input: HTMLInputElement | undefined
  function clear(): void {
    props.text.type('')
    props.text.settle()
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
        value={props.text.typed()}
        onInput={(event) => props.text.type(event.currentTarget.value)}
        onChange={() => props.text.settle()}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && props.text.typed() !== '') {
            event.preventDefault()
            clear()
          }
        }}
      />
      <Show when={props.text.typed() !== ''}>
        <button type="button" class="icon-button" aria-label={t('frame.clearFilter')} onClick={clear}>
          <Icon name="x" />
        </button>
      </Show>
      <p class="visually-hidden" role="status">
        {props.text.applied() === '' ? '' : props.found}
      </p>
    </div>
  )
}
