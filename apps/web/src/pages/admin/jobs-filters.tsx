import { errorCodes } from '@spike/contract/error-traits'
import { useQuery } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { loadedValue } from '../../components/loaded.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { filterNames, type FilterName, type JobsFilters } from './jobs-query.ts'
import { useStaff } from './staff-session.tsx'

/** All filters but the state, which is chosen by its count. */
export function JobsFilterForm(props: {
  filters: JobsFilters
  onApply: (filters: Partial<Record<FilterName, string>>) => void
}) {
  const { t, language } = useLanguage()
  const { api } = useStaff()
  // The filter is of use without the list's names too.
  const institutions = useQuery(() => ({ queryKey: ['staff', 'institutions'], queryFn: api.institutions }))

  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const values = filterNames
      .filter((name) => name !== 'state')
      .map((name): [FilterName, string] => [name, String(data.get(name) ?? '').trim()])
    props.onApply(Object.fromEntries(values))
  }

  return (
    <form class="filters" aria-label={t('admin.filters')} onSubmit={submit}>
      <label>
        {t('admin.institution')}
        <select name="institution">
          <option value="">{t('admin.all')}</option>
          <For each={loadedValue(institutions) ?? []}>
            {(institution) => (
              <option value={institution.id} selected={props.filters.institution === institution.id}>
                {institution.name[language()]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        {t('admin.user')}
        <input name="user" type="search" dir="ltr" maxLength={100} value={props.filters.user ?? ''} />
      </label>
      <label>
        {t('admin.errorCode')}
        <select name="errorCode" dir="ltr">
          <option value="">{t('admin.all')}</option>
          <For each={errorCodes}>
            {(code) => (
              <option value={code} selected={props.filters.errorCode === code}>
                {code}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        {t('admin.from')}
        <input name="from" type="datetime-local" value={props.filters.from ?? ''} />
      </label>
      <label>
        {t('admin.to')}
        <input name="to" type="datetime-local" value={props.filters.to ?? ''} />
      </label>
      <div class="filters-buttons">
        <button type="submit" class="button button-primary">
          {t('admin.apply')}
        </button>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => props.onApply(Object.fromEntries(filterNames.map((name) => [name, ''])))}
        >
          {t('admin.clear')}
        </button>
      </div>
    </form>
  )
}
