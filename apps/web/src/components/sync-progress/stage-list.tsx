import type { StageProgress } from '@spike/contract'
import { createSignal, createUniqueId, Index } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { Icon } from '../icon.tsx'
import { StageMark } from './stage-mark.tsx'

/**
 * The seven stages under the bar, each below its share of it. Where there is no room for their words, the marks alone
 * are seen until the student asks for the words.
 */
export function StageList(props: { stages: readonly StageProgress[] }) {
  const { t } = useLanguage()
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const stateWords = () => ({
    waiting: t('progress.stateWaiting'),
    running: t('progress.stateRunning'),
    done: t('progress.stateDone'),
    failed: t('progress.stateFailed'),
    cancelled: t('progress.stateCancelled'),
  })
  return (
    <div class="stages" classList={{ 'stages-open': open() }}>
      <ol id={id} class="stage-list" aria-label={t('progress.stages')}>
        <Index each={props.stages}>
          {(stage) => (
            <li
              class={`stage stage-${stage().state}`}
              data-stage={stage().key}
              data-state={stage().state}
              aria-current={stage().state === 'running' ? 'step' : undefined}
            >
              <StageMark stage={stage()} />
              <span class="stage-words">{t(`stages.${stage().key}`)}</span>
              <span class="visually-hidden">{stateWords()[stage().state]}</span>
            </li>
          )}
        </Index>
      </ol>
      <button
        type="button"
        class="stages-toggle"
        aria-expanded={open()}
        aria-controls={id}
        onClick={() => setOpen(!open())}
      >
        {open() ? t('progress.fewerStages') : t('progress.allStages')}
        <Icon name="chevron" />
      </button>
    </div>
  )
}
