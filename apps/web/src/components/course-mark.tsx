import './marks.css'

const hueCount = 8

/** One of the eight course colours of tokens.css, from 1: the same for a course wherever it is shown. */
export function courseHue(courseId: string): number {
  let sum = 0
  for (const letter of courseId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return (sum % hueCount) + 1
}

/** The coloured square beside a course's name. */
export function CourseMark(props: { courseId: string }) {
  return <span class={`course-mark hue-${courseHue(props.courseId)}`} aria-hidden="true" />
}
