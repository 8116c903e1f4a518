import type { Course } from '@spike/contract'
import { Show } from 'solid-js'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'

/** What a course is besides its name: when, by whom, and the way to it in Moodle. */
export function CourseHeader(props: { course: Course }) {
  const { t, format } = useLanguage()
  return (
    <div class="course-about">
      <bdi>{props.course.shortName}</bdi>
      <Show when={props.course.term}>{(term) => <span>{t(`terms.${term()}`)}</span>}</Show>
      <Show when={props.course.academicYear}>{(year) => <span>{format().academicYear(year())}</span>}</Show>
      <Show when={props.course.teachers.length > 0}>
        <span data-testid="teachers">
          {t('courses.teachers', {
            count: props.course.teachers.length,
            names: format().list(props.course.teachers.map(isolate)),
          })}
        </span>
      </Show>
      <MoodleLink href={props.course.url}>{t('courses.openInMoodle')}</MoodleLink>
    </div>
  )
}
