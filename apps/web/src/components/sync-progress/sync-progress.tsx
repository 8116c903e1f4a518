import type { SyncStatus } from '@spike/contract'
import { hasEnded } from '@spike/contract/stages'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { createStageAnnouncer } from '../../sync/announce-stages.ts'
import { describeSync } from '../../sync/sync-words.ts'
import { ErrorNote } from '../error-note.tsx'
import { CancelSync } from './cancel-sync.tsx'
import { followSync } from './follow-sync.ts'
import { ProgressBar, type BarTone } from './progress-bar.tsx'
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

/** Follows a sync from its queue to its end, and goes on with the next one when the student tries again. */
export function SyncProgress(props: SyncProgressProps) {
  const { t, language } = useLanguage()
  const session = useSession()
  const [jobId, setJobId] = createSignal(props.jobId)
  createEffect(on(() => props.jobId, setJobId, { defer: true }))
  const [actionError, setActionError] = createSignal<unknown>()
  const [starting, setStarting] = createSignal(false)

  let endTold: string | undefined
  const sync = followSync({
    jobId,
    known: () => props.known,
    api: session.api,
    onStatus(status) {
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
  const announcer = createStageAnnouncer({
    say: setAnnounced,
    gapMs: announceGapMs,
    clock: {
      setTimeout: (callback, ms) => window.setTimeout(callback, ms),
      clearTimeout: (id) => clearTimeout(id),
    },
  })
  onCleanup(() => announcer.stop())
  const stage = createMemo(() => sync.status()?.status)
  createEffect(
    on(stage, (now) => {
      // A failure says itself: it is an alert.
      if (now && now !== 'failed') announcer.announce(headline())
    }),
  )
  // The server writes its message in the language of the request.
  createEffect(on(language, () => sync.askNow(), { defer: true }))

  async function act(action: () => Promise<void>): Promise<void> {
    setActionError(undefined)
    try {
      await action()
    } catch (error) {
      setActionError(error)
    }
  }

  const startAgain = () =>
    act(async () => {
      if (starting()) return
      setStarting(true)
      try {
        setJobId((await session.api.startSync()).jobId)
      } finally {
        setStarting(false)
      }
    })

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

  return (
    <section class="sync card" data-testid="sync-progress" aria-labelledby="sync-heading">
      <h2 id="sync-heading" class="sync-headline">
        {headline()}
      </h2>
      <ProgressBar percent={sync.shownPercent()} text={valueText()} tone={toneOf(sync.status())} />
      <p class="visually-hidden" aria-live="polite" data-testid="stage-announcement">
        {announced()}
      </p>

      <Show when={sync.reconnecting()}>
        <p class="sync-reconnecting" role="status" data-testid="reconnecting">
          <span class="spinner" aria-hidden="true" />
          {t('progress.reconnecting')}
        </p>
      </Show>
      <Show when={sync.refused()}>
        {(error) => <ErrorNote error={error()} onRetry={() => void startAgain()} />}
      </Show>
      <Show when={actionError()}>{(error) => <ErrorNote error={error()} />}</Show>

      <Show when={sync.status()}>
        {(status) => (
          <>
            <SyncEnd
              status={status()}
              starting={starting()}
              onStartAgain={() => void startAgain()}
              onSignInAgain={() => session.signedOut()}
            />
            <Show when={status().status !== 'completed'}>
              <StageList stages={status().stages} />
            </Show>
          </>
        )}
      </Show>
      <Show when={active()}>
        {(status) => (
          <footer class="sync-foot">
            <SyncFacts status={status()} />
            <CancelSync cancelling={status().cancelRequested} onCancel={() => void cancel()} />
          </footer>
        )}
      </Show>
    </section>
  )

  function valueText(): string {
    const status = sync.status()
    const parts =
      status && status.total !== null && status.total > 0 && !hasEnded(status.status)
        ? `, ${t('sync.coursesOf', { done: status.done ?? 0, total: status.total })}`
        : ''
    return `${sync.shownPercent()}%, ${headline()}${parts}`
  }
}

function toneOf(status: SyncStatus | null): BarTone {
  if (!status || (status.startedAt === null && !hasEnded(status.status))) return 'waiting'
  if (status.status === 'completed' || status.status === 'failed' || status.status === 'cancelled')
    return status.status
  return 'running'
}
