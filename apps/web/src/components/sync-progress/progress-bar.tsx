import { Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

export type BarTone = 'running' | 'waiting' | 'stalled' | 'completed' | 'failed' | 'cancelled'

export interface ProgressBarProps {
  /** Another job's bar begins anew: this one's never moves back. */
  jobId: string
  percent: number
  /** What a screen reader says when asked how far it is. */
  text: string
  tone: BarTone
}

/** The bar alone, with a gap where a stage ends. It begins where reading begins: at the right in Hebrew and Arabic. */
export function ProgressBar(props: ProgressBarProps) {
  const { t } = useLanguage()
  return (
    <Show when={props.jobId} keyed>
      <div
        class={`bar bar-${props.tone}`}
        role="progressbar"
        aria-label={t('progress.bar')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow={props.percent}
        aria-valuetext={props.text}
      >
        <div class="bar-track">
          <div class="bar-fill" style={{ '--left-to-do': `${props.percent - 100}%` }} />
        </div>
      </div>
    </Show>
  )
}
