import { useLanguage } from '../language/language-context.tsx'
import { createNow } from './now.ts'

/** A moment in words ("in 3 days", "2 hours ago"); the exact one when it is pointed at. `at` is ISO 8601. */
export function RelativeTime(props: { at: string; class?: string }) {
  const { format } = useLanguage()
  const now = createNow()
  return (
    <time class={props.class} dateTime={props.at} title={format().dayAndTime(props.at)}>
      {format().relative(props.at, now())}
    </time>
  )
}
