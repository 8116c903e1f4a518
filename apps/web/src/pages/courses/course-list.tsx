import type { Course } from '@spike/contract'
import { Key } from '@solid-primitives/keyed'
import { A } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { NewMark } from '../../components/new-mark.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { groupCourses, splitPastYears, type TermGroup, type YearGroup } from './group-courses.ts'

/** Courses by academic year and term; past years, and what the student has hidden in Moodle, are folded. */
export function CourseList(props: {
  courses: readonly Course[]
  /** Nothing is folded: the list is what was asked for. */
  unfolded: boolean
}) {
  const { t, format } = useLanguage()
  const hidden = () => props.courses.filter((course) => course.hidden)
  const years = createMemo(() => {
    const groups = groupCourses(
      props.courses.filter((course) => !course.hidden),
      format().compare,
    )
    return props.unfolded ? { shown: groups, past: [] } : splitPastYears(groups, new Date())
  })
  const countOf = (groups: readonly YearGroup[]) =>
    groups.flatMap(({ terms }) => terms).reduce((sum, { courses }) => sum + courses.length, 0)
  return (
    <div class="courses" data-testid="courses">
      <Years years={years().shown} />
      <Show when={years().past.length > 0}>
        <details class="fold">
          <summary>{t('courses.past', { count: countOf(years().past) })}</summary>
          <div class="courses">
            <Years years={years().past} />
          </div>
        </details>
      </Show>
      <Show when={hidden().length > 0}>
        <details class="fold" open={props.unfolded}>
          <summary>{t('courses.hidden', { count: hidden().length })}</summary>
          <CourseCards courses={hidden()} />
        </details>
      </Show>
    </div>
  )
}

function Years(props: { years: readonly YearGroup[] }) {
  const { t, format } = useLanguage()
  const yearName = (year: YearGroup['academicYear']) =>
    year === null ? t('courses.otherYear') : format().academicYear(year)
  const termName = (term: TermGroup['term']) => (term === null ? t('courses.otherTerm') : t(`terms.${term}`))
  return (
    <Key each={props.years} by="academicYear">
      {(year) => (
        <section class="year">
          <h2>{yearName(year().academicYear)}</h2>
          <Key each={year().terms} by="term">
            {(term) => (
              <section class="term">
                <h3>{termName(term().term)}</h3>
                <CourseCards courses={term().courses} />
              </section>
            )}
          </Key>
        </section>
      )}
    </Key>
  )
}

function CourseCards(props: { courses: readonly Course[] }) {
  return (
    <ul class="course-cards">
      <Key each={props.courses} by="id">
        {(course) => <CourseCard course={course()} />}
      </Key>
    </ul>
  )
}

function CourseCard(props: { course: Course }) {
  const { t, format } = useLanguage()
  return (
    <li class="course-card" data-testid="course-card">
      <CourseMark courseId={props.course.id} />
      <div class="course-card-body">
        <A href={`/courses/${props.course.id}`} class="course-link" dir="auto">
          {props.course.name}
        </A>
        <p class="course-facts">
          <Show when={props.course.favourite}>
            <span class="favourite">
              <Icon name="star" />
              <span class="visually-hidden">{t('courses.favourite')}</span>
            </span>
          </Show>
          <bdi>{props.course.shortName}</bdi>
          <span>
            {props.course.readAt === null
              ? t('courses.notReadYet')
              : t('courses.itemCount', { count: props.course.itemCount })}
          </span>
          <Show when={props.course.progressPercent}>
            {(share) => <span>{t('courses.completedShare', { share: format().percent(share()) })}</span>}
          </Show>
        </p>
      </div>
      <Show when={props.course.newCount > 0}>
        <NewMark count={props.course.newCount} />
      </Show>
    </li>
  )
}
