import { useLanguage } from '../../language/language-context.tsx'

export type BarTone = 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled'

/** `text` is what a screen reader says when asked how far it is. */
export function ProgressBar(props: { percent: number; text: string; tone: BarTone }) {
  const { t, format } = useLanguage()
  return (
    <div class={`bar bar-${props.tone}`}>
      <div
        class="bar-track"
        role="progressbar"
        aria-label={t('progress.bar')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow={props.percent}
        aria-valuetext={props.text}
      >
        <div class="bar-fill" style={{ '--done': `${props.percent}%` }} />
      </div>
      <span class="bar-percent" aria-hidden="true">
        {format().percent(props.percent)}
      </span>
    </div>
  )
}
