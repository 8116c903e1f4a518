import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { createFoldedMatch, foldTexts } from '../../language/match-words.ts'
import { useSession } from '../../session/session.tsx'
import { CourseList } from './course-list.tsx'
import './courses.css'

/** All courses, by year and term. What is typed to narrow them stands in the address: `?q=`. */
export function CoursesPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const [params, setParams] = useSearchParams<{ q: string }>()
  const courses = useQuery(() => ({ queryKey: keys.courses, queryFn: api.courses }))
  const typed = () => params.q ?? ''
  const matches = createMemo(() => createFoldedMatch(typed()))
  return (
    <>
      <PageHeading title={t('courses.title')} />
      <Loaded query={courses} skeleton={<Skeleton shape="card" count={8} />}>
        {(list) => {
          const texts = createMemo(() =>
            list().map(({ name, shortName, teachers }) => foldTexts([name, shortName, ...teachers])),
          )
          const found = createMemo(() => list().filter((_, index) => matches()(texts()[index] ?? '')))
          return (
            <Show
              when={list().length > 0}
              fallback={<EmptyState title={t('courses.emptyTitle')} text={t('courses.emptyText')} />}
            >
              <FilterField
                label={t('courses.filterCourses')}
                value={typed()}
                onChange={(q) => setParams({ q: q || null }, { replace: true, scroll: false })}
                found={t('courses.coursesFound', { count: found().length })}
              />
              <Show
                when={found().length > 0}
                fallback={<EmptyState title={t('courses.noneFound')} text={t('courses.noneFoundText')} />}
              >
                <CourseList courses={found()} unfolded={typed() !== ''} />
              </Show>
            </Show>
          )
        }}
      </Loaded>
    </>
  )
}
