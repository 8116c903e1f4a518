import { useQuery } from '@tanstack/solid-query'
import { createMemo, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { useFilterText } from '../../components/filter-text.ts'
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
  const filter = useFilterText()
  const courses = useQuery(() => ({ queryKey: keys.courses, queryFn: api.courses }))
  const matches = createMemo(() => createFoldedMatch(filter.applied()))
  return (
    <>
      <PageHeading title={t('courses.title')} />
      <Loaded query={courses} skeleton={<Skeleton shape="card" count={8} />}>
        {(list) => {
          const texts = createMemo(() =>
            list().map(({ id, name, shortName, teachers }) => ({
              id,
              folded: foldTexts([name, shortName, ...teachers]),
            })),
          )
          const found = createMemo(
            () => new Set(texts().flatMap(({ id, folded }) => (matches()(folded) ? [id] : []))),
          )
          return (
            <Show
              when={list().length > 0}
              fallback={<EmptyState title={t('courses.emptyTitle')} text={t('courses.emptyText')} />}
            >
              <FilterField
                label={t('courses.filterCourses')}
                text={filter}
                found={t('courses.coursesFound', { count: found().size })}
              />
              <Show when={found().size === 0}>
                <EmptyState title={t('courses.noneFound')} text={t('courses.noneFoundText')} />
              </Show>
              <CourseList courses={list()} found={found()} unfolded={filter.applied() !== ''} />
            </Show>
          )
        }}
      </Loaded>
    </>
  )
}
