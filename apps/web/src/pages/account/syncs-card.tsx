import { A } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { createAction } from '../../components/create-action.ts'
import { Icon } from '../../components/icon.tsx'
import { Loaded, loadedValue } from '../../components/loaded.tsx'
import { SignInAgain } from '../../components/sign-in-again.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { StartButton } from '../../components/sync-progress/start-button.tsx'
import { keys } from '../../data/keys.ts'
import { useRefreshStudentData } from '../../data/refresh.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { useSyncWatch } from '../../sync/sync-watch.tsx'
import { AccountError } from './account-error.tsx'
import { isActive, SyncRow } from './sync-row.tsx'

const shownAtFirst = 5
const activeRefetchMs = 3000

/** The last syncs with how each ended, and the button that starts another. */
export function SyncsCard() {
  const { t } = useLanguage()
  const { api } = useSession()
  const client = useQueryClient()
  const refresh = useRefreshStudentData()
  const { run, error } = createAction()
  const [all, setAll] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: keys.accountSyncs,
    queryFn: () => api.accountSyncs(),
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? activeRefetchMs : false),
  }))
  const active = () => loadedValue(query)?.find(isActive)
  const running = () => active() !== undefined
  const watch = useSyncWatch()
  watch.leave()
  onCleanup(() => {
    const left = active()
    if (left) watch.take(left.jobId)
  })
  // What it found stands on the other pages.
  createEffect(
    on(running, (now, before) => {
      if (before && !now) void refresh()
    }),
  )

  const start = () =>
    run(async () => {
      await api.startSync()
      await client.invalidateQueries({ queryKey: keys.accountSyncs })
    })
  const mustSignIn = () => {
    const failure = error()
    return failure instanceof ApiError && failure.code === 'auth.sign_in_again'
  }

  return (
    <section class="card account-card" aria-labelledby="account-syncs">
      <div class="account-card-head">
        <h2 id="account-syncs">{t('account.syncs')}</h2>
        <Show
          when={running()}
          fallback={
            <StartButton onStart={start}>
              <Icon name="refresh" />
              {t('account.syncNow')}
            </StartButton>
          }
        >
          <A class="button" href="/">
            {t('account.followSync')}
          </A>
        </Show>
      </div>
      <p class="fine">{t('account.syncsText')}</p>
      <Show when={mustSignIn()} fallback={<AccountError error={error()} />}>
        <SignInAgain />
      </Show>
      <Loaded query={query} skeleton={<Skeleton count={shownAtFirst} />}>
        {(syncs) => (
          <Show when={syncs().length > 0} fallback={<p>{t('account.syncsEmpty')}</p>}>
            <ul class="account-rows">
              <For each={all() ? syncs() : syncs().slice(0, shownAtFirst)}>
                {(sync) => <SyncRow sync={sync} />}
              </For>
            </ul>
            <Show when={!all() && syncs().length > shownAtFirst}>
              <button type="button" class="button button-quiet" onClick={() => setAll(true)}>
                {t('account.syncsAll', { count: syncs().length })}
              </button>
            </Show>
          </Show>
        )}
      </Loaded>
    </section>
  )
}
