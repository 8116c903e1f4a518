import type { SearchType } from '@spike/contract'
import { searchTypes } from '@spike/contract/search-types'
import { A, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { ChoiceGroup } from '../../components/choice-group.tsx'
import { CourseMark } from '../../components/course-mark.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { FoundCount, foundText } from './found-count.tsx'
import { rememberSearch } from './recent-searches.ts'
import { ResultLine } from './result-line.tsx'
import { groupByCourse, placeOf } from './result-place.ts'
import { SearchError } from './search-error.tsx'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'
import './search.css'

const firstLimit = 30
/** As many as the server gives. */
const lastLimit = 100

/** Everything that was found, narrowed down by type. What is searched for stands in the address. */
export function SearchPage() {
  const { t } = useLanguage()
  const [address, setAddress] = useSearchParams<{ q?: string; type?: string }>()
  const text = () => (typeof address.q === 'string' ? address.q : '')
  const type = (): SearchType | null => searchTypes.find((known) => known === address.type) ?? null
  const [limit, setLimit] = createSignal(firstLimit)
  const asked = createMemo(() => ({ text: text(), type: type(), limit: limit() }))
  const search = useSearch(asked)
  const found = () => search.found()

  function write(value: string): void {
    setLimit(firstLimit)
    // Each letter is not a page to come back to.
    setAddress({ q: value || null }, { replace: true, scroll: false })
  }

  return (
    <>
      <PageHeading title={t('search.title')} />
      <form
        class="search-page"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          rememberSearch(text())
        }}
      >
        <SearchField value={text()} onInput={write} />
        <ChoiceGroup
          label={t('search.filter')}
          labelHidden
          value={type() ?? 'all'}
          choices={(['all', ...searchTypes] as const).map((value) => ({
            value,
            label: t(`search.${value}`),
          }))}
          onChange={(value) => {
            setLimit(firstLimit)
            setAddress({ type: value === 'all' ? null : value }, { replace: true, scroll: false })
          }}
        />
      </form>
      <FoundCount
        count={search.isCurrent() ? (found()?.results.length ?? null) : null}
        more={found()?.more ?? false}
      />
      <Show when={search.error()}>{(error) => <SearchError error={error()} onRetry={search.retry} />}</Show>
      <Switch>
        <Match when={text().trim() === ''}>
          <EmptyState icon="search" title={t('search.startTitle')} text={t('search.startText')} />
        </Match>
        <Match when={found()?.results.length === 0 && search.isCurrent()}>
          <EmptyState
            icon="search"
            title={t('search.noneTitle')}
            text={type() ? t('search.noneOfType') : t('search.noneText')}
          />
        </Match>
        <Match when={found()}>
          {(answer) => (
            <div class="search-found" aria-busy={!search.isCurrent()}>
              <p class="fine">{foundText(t, answer().results.length, answer().more)}</p>
              <For each={groupByCourse(answer().results)}>
                {(group) => (
                  <section class="card search-course">
                    <h2>
                      <CourseMark courseId={group.courseId} />
                      <A href={`/courses/${group.courseId}`} dir="auto">
                        {keepNumberWhole(group.courseName)}
                      </A>
                    </h2>
                    <ul>
                      <For each={group.results}>
                        {(result) => (
                          <li class="search-row">
                            <A
                              href={placeOf(result)}
                              class="search-result"
                              onClick={() => rememberSearch(text())}
                            >
                              <ResultLine result={result} />
                            </A>
                            <Show when={result.url}>{(url) => <MoodleLink href={url()} />}</Show>
                          </li>
                        )}
                      </For>
                    </ul>
                  </section>
                )}
              </For>
              <Show when={answer().more}>
                <Show when={limit() < lastLimit} fallback={<p class="fine">{t('search.tooMany')}</p>}>
                  <button type="button" class="button" onClick={() => setLimit(lastLimit)}>
                    {t('search.more')}
                  </button>
                </Show>
              </Show>
            </div>
          )}
        </Match>
        <Match when={!search.error()}>
          <div class="loading" role="status">
            <span class="visually-hidden">{t('search.searching')}</span>
            <Skeleton shape="row" count={6} />
          </div>
        </Match>
      </Switch>
    </>
  )
}
