import { courseHue } from '../../components/course-mark.tsx'

/** Two letters of its id in a colour of its own: the same in every language. */
export function UniversityMark(props: { id: string }) {
  return (
    <span class={`university-mark hue-${courseHue(props.id)}`} aria-hidden="true" dir="ltr">
      {props.id.slice(0, 2).toUpperCase()}
    </span>
  )
}
