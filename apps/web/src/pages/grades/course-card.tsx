import type { CourseGrades } from '@spike/contract'
import { A } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { CourseMark, courseHue } from '../../components/course-mark.tsx'
import { MoodleLink } from '../../components/moodle-link.tsx'
import { findStanding } from '../../grades/running-average.ts'
import { isolate } from '../../language/format.ts'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { gradeWords } from './grade-words.ts'
import { GradesTable } from './grades-table.tsx'
import { StandingChart } from './standing-chart.tsx'

/** A course: where the student stands in it, and its grade book, which is made when it is unfolded. */
export function CourseCard(props: { course: CourseGrades; open: boolean }) {
  const { t, format } = useLanguage()
  const standing = createMemo(() => findStanding(props.course.grades))
  const [isOpen, setIsOpen] = createSignal(props.open)
  const total = () => {
    const grade = props.course.grades.find(({ kind }) => kind === 'course')
    const words = grade && gradeWords(grade, { t, format: format() })
    return words?.isGiven ? [words.text, words.letter].filter((part) => part !== null).join(' · ') : null
  }
  return (
    <section
      class={`card grades-course hue-${courseHue(props.course.courseId)}`}
      id={`course-${props.course.courseId}`}
      aria-labelledby={`grades-of-${props.course.courseId}`}
    >
      <div class="grades-head">
        <h3 id={`grades-of-${props.course.courseId}`}>
          <CourseMark courseId={props.course.courseId} />
          <A href={`/courses/${props.course.courseId}`} class="plain-link" dir="auto">
            {keepNumberWhole(props.course.courseName)}
          </A>
        </h3>
        <p class="grades-average">
          <span class="fine">
            {standing().average === null ? t('grades.averageNone') : t('grades.average')}
          </span>
          <Show when={standing().average !== null}>
            <strong>
              <bdi>{format().number(Math.round((standing().average ?? 0) * 10) / 10)}</bdi>
            </strong>
          </Show>
        </p>
      </div>
      <Show when={standing().average !== null}>
        <StandingChart standing={standing()} />
      </Show>
      <p class="grades-facts fine">
        <Show when={standing().itemCount > 0}>
          <span>
            {t('grades.gradedOf', { graded: standing().graded.length, total: standing().itemCount })}
          </span>
        </Show>
        <Show when={standing().graded.length > 1 && standing().average !== null}>
          <span>{t(standing().by === 'weights' ? 'grades.averageByWeights' : 'grades.averageByPoints')}</span>
        </Show>
        <Show when={total()}>
          {(grade) => <span>{t('grades.totalInMoodle', { grade: isolate(grade()) })}</span>}
        </Show>
        <MoodleLink href={props.course.url}>{t('grades.inMoodle')}</MoodleLink>
      </p>
      <details
        class="fold grades-fold"
        open={props.open}
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
      >
        <summary>{t('grades.items')}</summary>
        <Show when={isOpen()}>
          <GradesTable {...props.course} />
        </Show>
      </details>
    </section>
  )
}
