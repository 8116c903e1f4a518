import type { InstitutionChoice } from '@spike/contract'
import { batch, createEffect, createMemo, createSignal, For, on, Show, type Resource } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
import { missingIdOf, Field } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { createWordMatch } from '../../language/match-words.ts'
import { UniversityMark } from './university-mark.tsx'
import './university-field.css'

/** In any language, whatever the page's is, and by the short name that is its id. */
const textsOf = ({ id, name }: InstitutionChoice) => [id, name.he, name.en, name.ar]
const optionId = (index: number) => `university-${index}`

/**
 * A list that typing filters: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with list autocomplete. Takes typing
 * before the list is there. Kobalte's would weigh more than the first load may.
 */
export function UniversityField(props: {
  institutions: readonly InstitutionChoice[]
  state: Resource<unknown>['state']
  error: unknown
  chosen: InstitutionChoice | undefined
  missing: boolean
  ref: (input: HTMLInputElement) => void
  onChoose: (choice: InstitutionChoice | undefined) => void
  onRetry: () => void
}) {
  const { t, language } = useLanguage()
  /** Null while the field shows what is chosen. */
  const [typed, setTyped] = createSignal<string | null>(null)
  const [isOpen, setIsOpen] = createSignal(false)
  /** The place in the list that the keys have come to; -1 is none. */
  const [active, setActive] = createSignal(-1)
  let input!: HTMLInputElement
  let list!: HTMLUListElement

  const nameOf = (choice: InstitutionChoice) => choice.name[language()]
  const found = createMemo(() => {
    const matches = createWordMatch(typed() ?? '')
    return props.institutions.filter((institution) => matches(textsOf(institution)))
  })
  const isLoading = () => props.state === 'pending' || props.state === 'refreshing'
  const isShown = () => isOpen() && found().length > 0
  const said = () => {
    if (!isOpen() || isLoading()) return ''
    return found().length > 0
      ? t('signIn.universitiesFound', { count: found().length })
      : t('signIn.universityNotFound')
  }

  function open(index: number): void {
    setIsOpen(true)
    moveTo(index)
  }
  function moveTo(index: number): void {
    setActive(index)
    list.children[index]?.scrollIntoView?.({ block: 'nearest' })
  }
  function choose(choice: InstitutionChoice): void {
    setTyped(null)
    setIsOpen(false)
    props.onChoose(choice)
  }
  /** What was typed is taken where it can be one alone; else what is chosen stays. */
  function settle(): void {
    setIsOpen(false)
    const [first, second] = found()
    if (typed()?.trim() && first && !second) choose(first)
    else if (props.chosen) setTyped(null)
  }
  // Typed and left before the list was there.
  createEffect(on(found, () => typed() !== null && !isOpen() && settle(), { defer: true }))

  function onInput(text: string): void {
    batch(() => {
      setTyped(text)
      if (text === '') props.onChoose(undefined)
      open(text.trim() ? 0 : -1)
    })
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const last = found().length - 1
    const chosenAt = found().findIndex(({ id }) => id === props.chosen?.id)
    const wasShown = isShown()
    switch (event.key) {
      case 'ArrowDown':
        if (wasShown) moveTo(active() >= last ? 0 : active() + 1)
        else open(Math.max(0, chosenAt))
        break
      case 'ArrowUp':
        if (wasShown) moveTo(active() <= 0 ? last : active() - 1)
        else open(chosenAt >= 0 ? chosenAt : last)
        break
      case 'Home':
      case 'End':
        if (!wasShown) return
        moveTo(event.key === 'Home' ? 0 : last)
        break
      case 'Enter': {
        const choice = wasShown ? found()[active()] : undefined
        if (!choice) return
        choose(choice)
        break
      }
      case 'Escape':
        if (!isOpen()) return
        setIsOpen(false)
        if (props.chosen) setTyped(null)
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <Field
      id="university"
      label={t('signIn.university')}
      missing={props.missing && t('signIn.universityMissing')}
    >
      <div class="university-box">
        <span class="university-lead">
          <Show when={typed() === null && props.chosen} fallback={<Icon name="search" />}>
            {(choice) => <UniversityMark id={choice().id} />}
          </Show>
        </span>
        <input
          ref={(element) => {
            input = element
            props.ref(element)
          }}
          id="university"
          name="university"
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isShown()}
          aria-controls="universities"
          aria-activedescendant={isShown() && active() >= 0 ? optionId(active()) : undefined}
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          maxLength={100}
          required
          aria-invalid={props.missing}
          aria-describedby={props.missing ? missingIdOf('university') : undefined}
          placeholder={t('signIn.chooseUniversity')}
          value={typed() ?? (props.chosen ? nameOf(props.chosen) : '')}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onFocus={() => input.select()}
          onClick={() => open(active())}
          onBlur={settle}
        />
        <button
          type="button"
          class="icon-button university-open"
          tabindex="-1"
          aria-label={t('signIn.showUniversities')}
          aria-expanded={isShown()}
          aria-controls="universities"
          // The field keeps the focus, or takes it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            input.focus()
            if (isOpen()) setIsOpen(false)
            else open(-1)
          }}
        >
          <Icon name="chevron" />
        </button>
        <div class="university-list" hidden={!isOpen()} onMouseDown={(event) => event.preventDefault()}>
          <ul
            ref={list}
            id="universities"
            role="listbox"
            aria-label={t('signIn.university')}
            hidden={!isShown()}
          >
            <For each={found()}>
              {(institution, index) => (
                <li
                  id={optionId(index())}
                  role="option"
                  class="university"
                  aria-selected={index() === active()}
                  data-id={institution.id}
                  onMouseMove={() => setActive(index())}
                  onClick={() => choose(institution)}
                >
                  <UniversityMark id={institution.id} />
                  <span class="university-name">{nameOf(institution)}</span>
                  <Show when={institution.id === props.chosen?.id}>
                    <Icon name="check" />
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <Show when={found().length === 0}>
            <p class="university-none">{isLoading() ? t('app.loading') : t('signIn.universityNotFound')}</p>
          </Show>
        </div>
      </div>
      <p class="visually-hidden" aria-live="polite">
        {said()}
      </p>
      <Show when={props.state === 'ready' && props.institutions.length === 0}>
        <p class="field-error">{t('signIn.noUniversities')}</p>
      </Show>
      <Show when={props.state === 'errored'}>
        <ErrorNote error={props.error} onRetry={props.onRetry} />
      </Show>
    </Field>
  )
}
