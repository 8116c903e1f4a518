import { Match, Switch, type JSX } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { useLanguage } from '../language/language-context.tsx'
import { ErrorNote } from './error-note.tsx'

/** What Loaded needs of a query of `@tanstack/solid-query`. */
export interface LoadedQuery<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly isSuccess: boolean
  /** A newer answer was asked for and did not come: what there is is old. */
  readonly isRefetchError: boolean
  readonly refetch: () => unknown
}

/**
 * What a query holds, old or new; undefined while it holds nothing. Suspends nothing. The answer itself, not the query's
 * store: an answer is replaced and never changes, and a thousand items read through proxies are slow.
 */
export function loadedValue<T>(query: LoadedQuery<T>): T | undefined {
  return query.isSuccess || query.isRefetchError ? unwrap(query.data) : undefined
}

/**
 * Shows what a query holds; until then `skeleton`, which keeps its place, or why it could not be had. Keeps what it
 * shows while that is read anew, and when that fails. Never throws, and suspends nothing.
 */
export function Loaded<T>(props: {
  query: LoadedQuery<T>
  skeleton?: JSX.Element
  children: (value: () => NonNullable<T>) => JSX.Element
}) {
  const { t } = useLanguage()
  return (
    <Switch fallback={<ErrorNote error={props.query.error} onRetry={() => props.query.refetch()} />}>
      <Match when={loadedValue(props.query)}>{(value) => props.children(value)}</Match>
      <Match when={props.query.isPending}>
        <div class="loading" role="status">
          <span class={props.skeleton ? 'visually-hidden' : undefined}>{t('app.loading')}</span>
          {props.skeleton}
        </div>
      </Match>
    </Switch>
  )
}
