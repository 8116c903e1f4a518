import type { SyncStatus } from '@spike/contract'
import { hasEnded, type StageKey } from '@spike/contract/stages'
import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { createStageAnnouncer } from '../../sync/announce-stages.ts'
import { browserClock } from '../../sync/poll-sync.ts'
import { createSavedRefresh } from '../../sync/refresh-saved.ts'
import { describeSync, partsOf } from '../../sync/sync-words.ts'
import { ErrorNote } from '../error-note.tsx'
import { CancelSync } from './cancel-sync.tsx'
import { followSync } from './follow-sync.ts'
import { ProgressBar, type BarTone } from './progress-bar.tsx'
import { SavedCourses } from './saved-courses.tsx'
import { StageIcon } from './stage-icon.tsx'
import { StageList } from './stage-list.tsx'
import { SyncEnd } from './sync-end.tsx'
import { SyncFacts } from './sync-facts.tsx'
import './sync-progress.css'

/** A screen reader hears of a new stage at most this often. */
const announceGapMs = 10_000

export interface SyncProgressProps {
  jobId: string
  /** The job's status, where it is known already (after a reload): shown until the first answer. */
  known?: SyncStatus | undefined
  /** Called once when a job has completed, wholly or in part. */
  onComplete?: (status: SyncStatus) => void
  /** Called once when a job has failed, with its reason. */
  onError?: (error: NonNullable<SyncStatus['error']>) => void
}

/**
 * Follows a sync from its queue to its end, and goes on with the next one when the student tries again. As courses are
 * saved it invalidates `keys.courses` and `keys.deadlines`: whatever else shows them on the page fills by itself.
 */
export function SyncProgress(props: SyncProgressProps) {
  const { t, format } = useLanguage()
  const session = useSession()
  const [jobId, setJobId] = createSignal(props.jobId)
  createEffect(on(() => props.jobId, setJobId, { defer: true }))
  const [actionError, setActionError] = createSignal<unknown>()
  /** The sync that trying again has started. */
  let started: SyncStatus | undefined

  let endTold: string | undefined
  const refreshSaved = createSavedRefresh(useQueryClient())
  const sync = followSync({
    jobId,
    known: () => (started?.jobId === jobId() ? started : props.known),
    api: session.api,
    onStatus(status) {
      refreshSaved(status)
      if (!hasEnded(status.status) || endTold === status.jobId) return
      endTold = status.jobId
      if (status.status === 'completed') props.onComplete?.(status)
      if (status.status === 'failed' && status.error) props.onError?.(status.error)
    },
  })

  const headline = createMemo(() => {
    const status = sync.status()
    return status ? describeSync(status, t) : t('progress.connecting')
  })
  const active = () => {
    const status = sync.status()
    return status && !hasEnded(status.status) ? status : null
  }

  const [announced, setAnnounced] = createSignal('')
  const announcer = createStageAnnouncer({ say: setAnnounced, gapMs: announceGapMs, clock: browserClock })
  onCleanup(() => announcer.stop())
  const stage = createMemo(() => sync.status()?.status)
  createEffect(
    on(stage, (now) => {
      // A failure says itself: it is an alert.
      if (now && now !== 'failed') announcer.announce(headline())
    }),
  )

  async function act(action: () => Promise<void>): Promise<void> {
    setActionError(undefined)
    try {
      await action()
    } catch (error) {
      setActionError(error)
    }
  }

  function follow(next: SyncStatus): void {
    started = next
    if (next.jobId === jobId()) sync.take(next)
    else setJobId(next.jobId)
  }

  const startAgain = () => act(async () => follow(await session.api.startSync()))

  const cancel = () =>
    act(async () => {
      try {
        sync.take(await session.api.cancelSync(jobId()))
      } catch (error) {
        // It ended before the wish to cancel it arrived: what it ended as comes with the next answer.
        if (!(error instanceof ApiError && error.code === 'sync.already_ended')) throw error
      }
      sync.askNow()
    })

  const tone = () => toneOf(sync.status(), sync.reconnecting())

  return (
    <>
      <section class={`sync card sync-${tone()}`} data-testid="sync-progress" aria-labelledby="sync-heading">
        <header class="sync-head">
          <span class="sync-mark" aria-hidden="true">
            <StageIcon stage={stageOfStatus(sync.status())} />
          </span>
          <h2 id="sync-heading" class="sync-headline">
            {headline()}
          </h2>
          <Show when={active()}>
            {(status) => <SyncFacts status={status()} reconnecting={sync.reconnecting()} />}
          </Show>
          <span class="sync-percent" aria-hidden="true">
            {format().percent(sync.shownPercent())}
          </span>
        </header>
        <div class="sync-way">
          <ProgressBar jobId={jobId()} percent={sync.shownPercent()} text={valueText()} tone={tone()} />
          <Show when={sync.status()}>{(status) => <StageList stages={status().stages} />}</Show>
        </div>
        <p class="visually-hidden" aria-live="polite" data-testid="stage-announcement">
          {announced()}
        </p>

        <Show when={sync.refused()}>
          {(error) => <ErrorNote error={error()} onRetry={() => void startAgain()} />}
        </Show>
        <Show when={actionError()}>{(error) => <ErrorNote error={error()} />}</Show>
        <Show when={sync.status()}>
          {(status) => (
            <SyncEnd
              status={status()}
              onStartAgain={startAgain}
              onSignInAgain={() => session.leaveToSignIn()}
              onStarted={follow}
            />
          )}
        </Show>
        <Show when={active()}>
          {(status) => (
            <footer class="sync-foot">
              <p>{t('progress.canLeave')}</p>
              <CancelSync cancelling={status().cancelRequested} onCancel={() => void cancel()} />
            </footer>
          )}
        </Show>
      </section>
      <Show when={sync.status()}>{(status) => <SavedCourses status={status()} />}</Show>
    </>
  )

  function valueText(): string {
    const status = sync.status()
    const texts = [format().percent(sync.shownPercent()), headline()]
    const parts = status && !hasEnded(status.status) ? partsOf(status, t) : null
    if (parts) texts.push(parts)
    if (sync.reconnecting()) texts.push(t('progress.reconnecting'))
    return format().list(texts)
  }
}

/** Whose mark stands beside the headline: of a sync that ended otherwise, the stage at which it did. */
function stageOfStatus(status: SyncStatus | null): StageKey {
  if (!status) return 'starting'
  if (status.status !== 'failed' && status.status !== 'cancelled') return status.status
  return status.stages.find((stage) => stage.state === status.status)?.key ?? 'starting'
}

function toneOf(status: SyncStatus | null, reconnecting: boolean): BarTone {
  if (!status) return 'waiting'
  if (status.status === 'completed' || status.status === 'failed' || status.status === 'cancelled')
    return status.status
  if (reconnecting) return 'stalled'
  return status.stages.some((stage) => stage.state === 'running') ? 'running' : 'waiting'
}
