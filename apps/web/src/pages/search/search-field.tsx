import { onMount, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** Where one writes what to search for; over a list of options, the box that commands it. */
export function SearchField(props: {
  value: string
  onInput: (text: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  combobox?: { readonly listId: string; readonly expanded: boolean; readonly activeId: string | undefined }
}) {
  const { t } = useLanguage()
  let input: HTMLInputElement | undefined
  onMount(() => input?.focus({ preventScroll: true }))
  return (
    <div class="search-field">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        inputmode="search"
        enterkeyhint="search"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        maxlength={200}
        value={props.value}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        role={props.combobox ? 'combobox' : 'searchbox'}
        aria-autocomplete={props.combobox && 'list'}
        aria-expanded={props.combobox?.expanded}
        aria-controls={props.combobox?.listId}
        aria-activedescendant={props.combobox?.activeId}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
      />
      <Show when={props.value !== ''}>
        <button
          type="button"
          class="icon-button"
          aria-label={t('search.clear')}
          onClick={() => {
            props.onInput('')
            input?.focus()
          }}
        >
          <Icon name="x" />
        </button>
      </Show>
    </div>
  )
}
