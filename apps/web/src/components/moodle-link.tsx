import type { ParentProps } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { Icon } from './icon.tsx'

/** A link to the university's Moodle, said to be one. */
export function MoodleLink(props: ParentProps<{ href: string; class?: string }>) {
  const { t } = useLanguage()
  return (
    <a href={props.href} target="_blank" rel="noreferrer" class={props.class ?? 'moodle-link'}>
      {props.children}
      <Icon name="external" />
      <span class="visually-hidden"> ({t('app.opensMoodle')})</span>
    </a>
  )
}
