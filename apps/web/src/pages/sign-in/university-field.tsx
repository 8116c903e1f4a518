import type { InstitutionChoice } from '@spike/contract'
import { For, Show, type Resource } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
import { useLanguage } from '../../language/language-context.tsx'

export function UniversityField(props: {
  institutions: readonly InstitutionChoice[]
  state: Resource<unknown>['state']
  error: unknown
  /** Its id; empty where none is chosen. */
  chosen: string
  missing: boolean
  ref: (select: HTMLSelectElement) => void
  onChoose: (id: string) => void
  onRetry: () => void
}) {
  const { t, language } = useLanguage()
  return (
    <div class="field">
      <label for="university">{t('signIn.university')}</label>
      <select
        ref={props.ref}
        id="university"
        name="university"
        required
        aria-invalid={props.missing}
        aria-describedby={props.missing ? 'university-missing' : undefined}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <option value="" selected={props.chosen === ''}>
          {props.state === 'pending' || props.state === 'refreshing'
            ? t('app.loading')
            : t('signIn.chooseUniversity')}
        </option>
        <For each={props.institutions}>
          {(institution) => (
            <option value={institution.id} selected={props.chosen === institution.id}>
              {institution.name[language()]}
            </option>
          )}
        </For>
      </select>
      <Show when={props.missing}>
        <p class="field-error" id="university-missing">
          {t('signIn.universityMissing')}
        </p>
      </Show>
      <Show when={props.state === 'ready' && props.institutions.length === 0}>
        <p class="field-error">{t('signIn.noUniversities')}</p>
      </Show>
      <Show when={props.state === 'errored'}>
        <ErrorNote error={props.error} onRetry={props.onRetry} />
      </Show>
    </div>
  )
}
