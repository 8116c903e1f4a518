import { useLanguage } from '../language/language-context.tsx'
import './marks.css'

/** Beside what the student has not seen yet; with how many there are, where it stands for several. */
export function NewMark(props: { count?: number }) {
  const { t } = useLanguage()
  return (
    <span class="new-mark">
      {props.count === undefined ? t('frame.new') : t('frame.newCount', { count: props.count })}
    </span>
  )
}
