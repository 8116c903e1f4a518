import type { Grade } from '@spike/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { gradeWords } from './grade-words.ts'

/** A course's grade book: what, how much it counts, the grade. */
export function GradesTable(props: { courseId: string; courseName: string; grades: readonly Grade[] }) {
  const { t, format } = useLanguage()
  const nameOf = (grade: Grade) => {
    if (grade.kind === 'course') return t('grades.courseTotal')
    // Moodle gives a category's total without a name.
    return grade.name || t('grades.categoryTotal')
  }
  const hasWeights = () => props.grades.some(({ weightPercent }) => weightPercent !== null)
  return (
    <table class="grades-table">
      <caption class="visually-hidden">
        <bdi>{props.courseName}</bdi>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('grades.name')}</th>
          <Show when={hasWeights()}>
            <th scope="col" class="figure">
              {t('grades.weight')}
            </th>
          </Show>
          <th scope="col" class="figure">
            {t('grades.grade')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.grades}>
          {(grade) => (
            <tr class={`grade-${grade.kind}`}>
              <th scope="row">
                <Show when={grade.itemId} fallback={<bdi>{nameOf(grade)}</bdi>}>
                  {(itemId) => (
                    <A href={`/courses/${props.courseId}#item-${itemId()}`} class="plain-link">
                      <bdi>{nameOf(grade)}</bdi>
                    </A>
                  )}
                </Show>
                <Show when={grade.gradedAt}>
                  {(at) => (
                    <time class="fine grade-date" dateTime={at()}>
                      {format().date(at())}
                    </time>
                  )}
                </Show>
                <Show when={grade.feedbackHtml}>
                  {(html) => (
                    <details class="fold grade-feedback">
                      <summary>{t('grades.feedback')}</summary>
                      <MoodleHtml html={html()} headingLevel={4} />
                    </details>
                  )}
                </Show>
              </th>
              <Show when={hasWeights()}>
                <td class="figure fine">
                  {grade.weightPercent === null ? '' : format().percent(grade.weightPercent)}
                </td>
              </Show>
              <td class="figure">
                <GradeValue grade={grade} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

function GradeValue(props: { grade: Grade }) {
  const { t, format } = useLanguage()
  const words = () => gradeWords(props.grade, { t, format: format() })
  return (
    <>
      <bdi class={words().isGiven ? 'grade-value' : 'fine'}>{words().text}</bdi>
      <Show when={words().letter}>
        {(letter) => (
          <>
            {' '}
            <bdi class="grade-letter">{letter()}</bdi>
          </>
        )}
      </Show>
    </>
  )
}
