import type { StageProgress } from '@spike/contract'
import { Index, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { StageMark } from './stage-mark.tsx'

export function StageList(props: { stages: readonly StageProgress[] }) {
  const { t } = useLanguage()
  const stateWords = () => ({
    waiting: t('progress.stateWaiting'),
    running: t('progress.stateRunning'),
    done: t('progress.stateDone'),
    failed: t('progress.stateFailed'),
    cancelled: t('progress.stateCancelled'),
  })
  return (
    <ol class="stages" aria-label={t('progress.stages')}>
      <Index each={props.stages}>
        {(stage) => (
          <li
            class={`stage stage-${stage().state}`}
            data-stage={stage().key}
            data-state={stage().state}
            aria-current={stage().state === 'running' ? 'step' : undefined}
          >
            <StageMark state={stage().state} />
            <span class="stage-words">{t(`stages.${stage().key}`)}</span>
            <Show when={stage().state === 'running' && stage().total}>
              <span class="stage-parts">
                {t('sync.coursesOf', { done: stage().done ?? 0, total: stage().total ?? 0 })}
              </span>
            </Show>
            <span class="visually-hidden">{stateWords()[stage().state]}</span>
          </li>
        )}
      </Index>
    </ol>
  )
}
