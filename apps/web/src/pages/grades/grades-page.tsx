import type { CourseGrades, Grade } from '@spike/contract'
import { useLocation, useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, For, onMount, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { CourseCard } from './course-card.tsx'
import { gradeWords } from './grade-words.ts'
import { groupGrades, type GradesOfTerm } from './group-grades.ts'
import '../../style/table.css'
import './grades.css'

export function GradesPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const courses = useQuery(() => ({ queryKey: keys.grades, queryFn: api.grades }))
  return (
    <>
      <PageHeading title={t('grades.title')} />
      <Loaded query={courses} skeleton={<Skeleton shape="card" count={6} />}>
        {(list) => (
          <Show
            when={list().some(({ grades }) => grades.length > 0)}
            fallback={
              <EmptyState icon="grades" title={t('grades.emptyTitle')} text={t('grades.emptyText')} />
            }
          >
            <GradesOfCourses courses={list()} />
          </Show>
        )}
      </Loaded>
    </>
  )
}

function GradesOfCourses(props: { courses: CourseGrades[] }) {
  const { t, format } = useLanguage()
  const [address, setAddress] = useSearchParams<{ term?: string }>()
  const location = useLocation()
  const groups = createMemo(() => groupGrades(props.courses, Date.now()))
  const shown = () => groups().filter(({ key }) => !address.term || key === address.term)
  const nameOf = ({ academicYear, term }: GradesOfTerm) =>
    [
      term === null ? t('courses.otherTerm') : t(`terms.${term}`),
      academicYear === null ? t('courses.otherYear') : format().academicYear(academicYear),
    ].join(' · ')
  const pointedAt = () => location.hash.slice(1)
  onMount(() => document.getElementById(pointedAt())?.scrollIntoView())
  return (
    <>
      <Show when={groups().length > 1}>
        <div class="filter-bar">
          <label class="filter-choice">
            <span class="fine">{t('grades.term')}</span>
            <select
              value={address.term ?? ''}
              onChange={(event) => setAddress({ term: event.currentTarget.value || undefined })}
            >
              <option value="">{t('grades.allTerms')}</option>
              <For each={groups()}>{(group) => <option value={group.key}>{nameOf(group)}</option>}</For>
            </select>
          </label>
        </div>
      </Show>
      <Summary courses={shown().flatMap((group) => group.courses)} />
      <For
        each={shown()}
        fallback={
          <EmptyState icon="grades" title={t('grades.emptyTermTitle')} text={t('grades.emptyTermText')}>
            <button type="button" class="button" onClick={() => setAddress({ term: undefined })}>
              {t('grades.allTerms')}
            </button>
          </EmptyState>
        }
      >
        {(group) => (
          <section class="grades-group" aria-labelledby={`term-${group.key}`}>
            <h2 id={`term-${group.key}`}>
              <span>{nameOf(group)}</span>
              <Show when={group.isCurrent}>
                <span class="grades-now">{t('grades.current')}</span>
              </Show>
            </h2>
            <div class="grades-courses">
              <For each={group.courses}>
                {(course) => (
                  <CourseCard
                    course={course}
                    open={group.isCurrent || pointedAt() === `course-${course.courseId}`}
                  />
                )}
              </For>
            </div>
          </section>
        )}
      </For>
    </>
  )
}

/** How many grades there are, and the newest of them. */
function Summary(props: { courses: CourseGrades[] }) {
  const { t, format } = useLanguage()
  const given = createMemo(() =>
    props.courses.flatMap((course) =>
      course.grades
        .filter((grade) => grade.kind === 'item' && gradeWords(grade, { t, format: format() }).isGiven)
        .map((grade) => ({ grade, course })),
    ),
  )
  const newest = () => {
    const dated = given().filter((one): one is Dated => one.grade.gradedAt !== null)
    return dated.toSorted((a, b) => Date.parse(b.grade.gradedAt) - Date.parse(a.grade.gradedAt))[0]
  }
  return (
    <Show when={given().length > 0}>
      <dl class="grades-summary">
        <div class="card">
          <dt class="fine">{t('grades.given', { count: given().length })}</dt>
          <dd>
            {t('grades.inCourses', { count: new Set(given().map(({ course }) => course.courseId)).size })}
          </dd>
        </div>
        <Show when={newest()}>
          {(one) => (
            <div class="card">
              <dt class="fine">
                {t('grades.newest')} · <RelativeTime at={one().grade.gradedAt} />
              </dt>
              <dd>
                <bdi>{one().grade.name}</bdi>
                {' · '}
                <bdi class="grade-value">{gradeWords(one().grade, { t, format: format() }).text}</bdi>
              </dd>
              <dd class="fine">
                <bdi>{keepNumberWhole(one().course.courseName)}</bdi>
              </dd>
            </div>
          )}
        </Show>
      </dl>
    </Show>
  )
}

interface Dated {
  readonly grade: Grade & { readonly gradedAt: string }
  readonly course: CourseGrades
}
