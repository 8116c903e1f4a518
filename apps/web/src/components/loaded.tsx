import { Match, Switch, type JSX, type Resource } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { ErrorNote } from './error-note.tsx'

/** What a resource holds, old or new; undefined while it holds nothing. Never throws, and suspends nothing. */
export function loadedValue<T>(resource: Resource<T>): T | undefined {
  return resource.state === 'ready' || resource.state === 'refreshing' ? resource.latest : undefined
}

/** Shows what a resource holds; until then that it is loading, or why it could not be. Keeps the old while it reloads. */
export function Loaded<T>(props: {
  resource: Resource<T>
  onRetry: () => void
  children: (value: () => T) => JSX.Element
}) {
  const { t } = useLanguage()
  return (
    <Switch>
      <Match when={props.resource.state === 'errored'}>
        <ErrorNote error={props.resource.error} onRetry={props.onRetry} />
      </Match>
      <Match when={props.resource.state === 'ready' || props.resource.state === 'refreshing'}>
        {props.children(() => props.resource.latest as T)}
      </Match>
      <Match when={true}>
        <p class="loading" role="status">
          {t('app.loading')}
        </p>
      </Match>
    </Switch>
  )
}
