import type { Course } from '@spike/contract'
import { Key } from '@solid-primitives/keyed'
import { A } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { NewMark } from '../../components/new-mark.tsx'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { groupCourses, splitPastYears, type TermGroup, type YearGroup } from './group-courses.ts'

/**
 * Courses by academic year and term; past years, and what the student has hidden in Moodle, are folded. What was not found
 * stays in the page, unseen: drawing it anew for each letter would keep the next one waiting.
 */
export function CourseList(props: {
  courses: readonly Course[]
  /** Ids of those to be seen. */
  found: ReadonlySet<string>
  /** Nothing is folded: the list is what was asked for. */
  unfolded: boolean
}) {
  const { t, format } = useLanguage()
  const hidden = createMemo(() => props.courses.filter((course) => course.hidden))
  const years = createMemo(() =>
    splitPastYears(
      groupCourses(
        props.courses.filter((course) => !course.hidden),
        format().compare,
      ),
      new Date(),
    ),
  )
  const countFound = (courses: readonly Course[]) => courses.filter(({ id }) => props.found.has(id)).length
  const countPast = () => countFound(years().past.flatMap(coursesOf))
  return (
    <div class="courses" data-testid="courses" hidden={props.found.size === 0}>
      <Years years={years().shown} found={props.found} />
      <Show when={years().past.length > 0}>
        <details class="fold" open={props.unfolded} hidden={countPast() === 0}>
          <summary>{t('courses.past', { count: countPast() })}</summary>
          <div class="courses">
            <Years years={years().past} found={props.found} />
          </div>
        </details>
      </Show>
      <Show when={hidden().length > 0}>
        <details class="fold" open={props.unfolded} hidden={countFound(hidden()) === 0}>
          <summary>{t('courses.hidden', { count: countFound(hidden()) })}</summary>
          <CourseCards courses={hidden()} found={props.found} />
        </details>
      </Show>
    </div>
  )
}

const coursesOf = ({ terms }: YearGroup) => terms.flatMap(({ courses }) => courses)

function Years(props: { years: readonly YearGroup[]; found: ReadonlySet<string> }) {
  const { t, format } = useLanguage()
  const yearName = (year: YearGroup['academicYear']) =>
    year === null ? t('courses.otherYear') : format().academicYear(year)
  const termName = (term: TermGroup['term']) => (term === null ? t('courses.otherTerm') : t(`terms.${term}`))
  const isSeen = (courses: readonly Course[]) => courses.some(({ id }) => props.found.has(id))
  return (
    <Key each={props.years} by="academicYear">
      {(year) => (
        <section class="year" hidden={!isSeen(coursesOf(year()))}>
          <h2>{yearName(year().academicYear)}</h2>
          <Key each={year().terms} by="term">
            {(term) => (
              <section class="term" hidden={!isSeen(term().courses)}>
                <h3>{termName(term().term)}</h3>
                <CourseCards courses={term().courses} found={props.found} />
              </section>
            )}
          </Key>
        </section>
      )}
    </Key>
  )
}

function CourseCards(props: { courses: readonly Course[]; found: ReadonlySet<string> }) {
  return (
    <ul class="course-cards">
      <Key each={props.courses} by="id">
        {(course) => <CourseCard course={course()} hidden={!props.found.has(course().id)} />}
      </Key>
    </ul>
  )
}

function CourseCard(props: { course: Course; hidden: boolean }) {
  const { t, format } = useLanguage()
  return (
    <li class="course-card" data-testid="course-card" hidden={props.hidden}>
      <CourseMark courseId={props.course.id} />
      <div class="course-card-body">
        <A href={`/courses/${props.course.id}`} class="course-link" dir="auto">
          {keepNumberWhole(props.course.name)}
        </A>
        <p class="course-facts">
          <Show when={props.course.favourite}>
            <span class="favourite">
              <Icon name="star" />
              <span class="visually-hidden">{t('courses.favourite')}</span>
            </span>
          </Show>
          <span>
            <bdi>{props.course.shortName}</bdi>
          </span>
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
