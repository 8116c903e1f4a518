import type { Grade } from '@spike/contract'
import { A } from '@solidjs/router'
import { createResource, For, Show } from 'solid-js'
import type { CourseGrades } from '../../api/student-api.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import '../../style/table.css'

export function GradesPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const [courses, { refetch }] = createResource(api.grades)
  return (
    <>
      <PageHeading title={t('grades.title')} />
      <Loaded resource={courses} onRetry={() => void refetch()}>
        {(list) => (
          <For
            each={list().filter((course) => course.grades.length > 0)}
            fallback={<EmptyState title={t('grades.emptyTitle')} text={t('grades.emptyText')} />}
          >
            {(course) => <GradesOfCourse course={course} />}
          </For>
        )}
      </Loaded>
    </>
  )
}

function GradesOfCourse(props: { course: CourseGrades }) {
  const { t, format } = useLanguage()
  const hasLetters = () => props.course.grades.some(({ letter }) => letter !== null)
  const nameOf = (grade: Grade) => {
    if (grade.kind === 'course') return t('grades.courseTotal')
    // Moodle gives a category's total without a name.
    return grade.name || t('grades.categoryTotal')
  }
  return (
    <section class="card" aria-labelledby={`grades-${props.course.courseId}`}>
      <h2 id={`grades-${props.course.courseId}`} dir="auto">
        <A href={`/courses/${props.course.courseId}`}>{props.course.courseName}</A>
      </h2>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby={`grades-${props.course.courseId}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('grades.name')}</th>
              <th scope="col">{t('grades.grade')}</th>
              <Show when={hasLetters()}>
                <th scope="col">{t('grades.letter')}</th>
              </Show>
              <th scope="col">{t('grades.weight')}</th>
              <th scope="col">{t('grades.gradedAt')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.course.grades}>
              {(grade) => (
                <tr class={`grade-${grade.kind}`}>
                  <th scope="row">
                    <bdi>{nameOf(grade)}</bdi>
                    <Show when={grade.feedbackHtml}>
                      {(html) => (
                        <details class="fold">
                          <summary>{t('grades.feedback')}</summary>
                          <MoodleHtml html={html()} />
                        </details>
                      )}
                    </Show>
                  </th>
                  <td>
                    <GradeValue grade={grade} />
                  </td>
                  <Show when={hasLetters()}>
                    <td>
                      <bdi>{grade.letter}</bdi>
                    </td>
                  </Show>
                  <td>{grade.weightPercent === null ? '' : format().percent(grade.weightPercent)}</td>
                  <td>{grade.gradedAt === null ? '' : format().date(grade.gradedAt)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function GradeValue(props: { grade: Grade }) {
  const { t, format } = useLanguage()
  const text = () => {
    const { grade, gradeText, max } = props.grade
    if (grade === null) return gradeText || t('grades.none')
    return max === null ? format().number(grade) : t('grades.outOf', { grade, max })
  }
  return <bdi class={props.grade.grade === null ? 'fine' : 'grade-value'}>{text()}</bdi>
}
