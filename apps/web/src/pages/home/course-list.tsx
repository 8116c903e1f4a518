import type { Course } from '@spike/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { groupCourses } from './group-courses.ts'

/** Courses by academic year and term; what the student has hidden in Moodle is folded away below. */
export function CourseList(props: { courses: readonly Course[] }) {
  const { t, format } = useLanguage()
  const shown = () => props.courses.filter((course) => !course.hidden)
  const hidden = () => props.courses.filter((course) => course.hidden)
  return (
    <div class="courses" data-testid="courses">
      <For each={groupCourses(shown(), format().compare)}>
        {(year) => (
          <section class="year">
            <h2>
              {year.academicYear === null ? t('courses.otherYear') : format().academicYear(year.academicYear)}
            </h2>
            <For each={year.terms}>
              {(term) => (
                <section class="term">
                  <h3>{term.term === null ? t('courses.otherTerm') : t(`terms.${term.term}`)}</h3>
                  <CourseCards courses={term.courses} />
                </section>
              )}
            </For>
          </section>
        )}
      </For>
      <Show when={hidden().length > 0}>
        <details class="fold">
          <summary>{t('courses.hidden', { count: hidden().length })}</summary>
          <CourseCards courses={hidden()} />
        </details>
      </Show>
    </div>
  )
}

function CourseCards(props: { courses: readonly Course[] }) {
  const { t, format } = useLanguage()
  return (
    <ul class="course-cards">
      <For each={props.courses}>
        {(course) => (
          <li class="course-card" data-testid="course-card">
            <A href={`/courses/${course.id}`} class="course-link">
              <span class="course-name" dir="auto">
                {course.name}
              </span>
            </A>
            <p class="course-facts">
              <Show when={course.favourite}>
                <span class="favourite">
                  <Icon name="star" />
                  <span class="visually-hidden">{t('courses.favourite')}</span>
                </span>
              </Show>
              <bdi>{course.shortName}</bdi>
              <span>
                {course.readAt === null
                  ? t('courses.notReadYet')
                  : t('courses.itemCount', { count: course.itemCount })}
              </span>
              <Show when={course.progressPercent !== null}>
                <span>
                  {t('courses.completedShare', { share: format().percent(course.progressPercent ?? 0) })}
                </span>
              </Show>
            </p>
          </li>
        )}
      </For>
    </ul>
  )
}
