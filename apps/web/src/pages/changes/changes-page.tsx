import type { Change } from '@spike/contract'
import { A } from '@solidjs/router'
import { createSignal, For, onMount, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { createNow } from '../../components/now.ts'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import './changes.css'

export function ChangesPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const [changes, setChanges] = createSignal<Change[]>([])
  /** undefined: nothing was asked yet; null: that was the last page. */
  const [cursor, setCursor] = createSignal<string | null | undefined>()
  const [error, setError] = createSignal<unknown>()
  const [loading, setLoading] = createSignal(false)

  async function loadMore(): Promise<void> {
    if (loading()) return
    setLoading(true)
    setError(undefined)
    try {
      const page = await api.changes(cursor() ?? null)
      setChanges((before) => [...before, ...page.changes])
      setCursor(page.nextCursor)
    } catch (failed) {
      setError(failed)
    } finally {
      setLoading(false)
    }
  }
  onMount(() => void loadMore())

  return (
    <>
      <PageHeading title={t('changes.title')} />
      <Show when={cursor() === null && changes().length === 0}>
        <EmptyState title={t('changes.emptyTitle')} text={t('changes.emptyText')} />
      </Show>
      <ol class="changes">
        <For each={changes()}>{(change) => <ChangeRow change={change} />}</For>
      </ol>
      <Show when={error()}>{(failed) => <ErrorNote error={failed()} onRetry={() => void loadMore()} />}</Show>
      <Show when={loading()}>
        <p class="loading" role="status">
          {t('app.loading')}
        </p>
      </Show>
      <Show when={cursor() && !loading() && !error()}>
        <button type="button" class="button" onClick={() => void loadMore()}>
          {t('changes.more')}
        </button>
      </Show>
    </>
  )
}

function ChangeRow(props: { change: Change }) {
  const { t, format } = useLanguage()
  const now = createNow()
  return (
    <li class="change card">
      <p class="change-head">
        <span class={`kind change-${props.change.kind}`}>{t(`changes.${props.change.kind}`)}</span>
        <time dateTime={props.change.at} class="fine">
          {format().relative(props.change.at, now())}
        </time>
      </p>
      <p class="change-title" dir="auto">
        {props.change.title}
      </p>
      <Show when={props.change.courseName}>
        {(name) => (
          <p class="fine">
            <Show when={props.change.courseId} fallback={<bdi>{name()}</bdi>}>
              {(id) => (
                <A href={`/courses/${id()}`} dir="auto">
                  {name()}
                </A>
              )}
            </Show>
          </p>
        )}
      </Show>
      {/* Of a long text it is only said that it changed, which the kind does. */}
      <For each={props.change.fields.filter(({ from, to }) => from !== null || to !== null)}>
        {(field) => (
          <dl class="change-field">
            <Show when={field.from !== null}>
              <dt>{t('changes.before')}</dt>
              <dd>
                <FieldValue value={field.from} />
              </dd>
            </Show>
            <dt>{t('changes.now')}</dt>
            <dd>
              <FieldValue value={field.to} />
            </dd>
          </dl>
        )}
      </For>
    </li>
  )
}

/** Moodle's own words, or a date that the contract gives in ISO 8601. */
function FieldValue(props: { value: string | null }) {
  const { t, format } = useLanguage()
  const text = () => {
    if (!props.value) return t('changes.nothing')
    return /^\d{4}-\d\d-\d\dT/.test(props.value) ? format().dayAndTime(props.value) : props.value
  }
  return <bdi>{text()}</bdi>
}
