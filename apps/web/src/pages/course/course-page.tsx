import type { CourseDetail } from '@spike/contract'
import { A, useParams } from '@solidjs/router'
import { createEffect, createMemo, createResource, createSignal, For, on, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded, loadedValue } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SignInAgain } from '../../components/sign-in-again.tsx'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { Announcements } from './announcements.tsx'
import { CourseSection } from './course-section.tsx'
import { ForumDiscussions } from './forum-discussions.tsx'
import { createOpener } from './read-opened.ts'
import './course.css'

export function CoursePage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const params = useParams()
  const [detail, { refetch }] = createResource(() => params['id'], api.course)
  const [signInAgain, setSignInAgain] = createSignal(false)
  const open = createOpener(api, () => setSignInAgain(true))
  async function openCourse(id: string): Promise<void> {
    if ((await open(() => api.openCourse(id))) && params['id'] === id) await refetch()
  }
  async function openItem(id: string): Promise<void> {
    if (await open(() => api.openItem(id))) await refetch()
  }
  createEffect(
    on(
      () => params['id'],
      (id) => id && void openCourse(id),
    ),
  )
  const name = () => loadedValue(detail)?.course.name ?? ''
  return (
    <article>
      <p>
        <A href="/" class="back-link">
          {t('courses.backToCourses')}
        </A>
      </p>
      <PageHeading title={name()}>{name() || '…'}</PageHeading>
      <Show when={signInAgain()}>
        <SignInAgain />
      </Show>
      <Loaded resource={detail} onRetry={() => void refetch()}>
        {(course) => <CourseBody detail={course()} onOpenItem={openItem} />}
      </Loaded>
    </article>
  )
}

function CourseBody(props: { detail: CourseDetail; onOpenItem: (id: string) => Promise<void> }) {
  const { t, format } = useLanguage()
  const course = () => props.detail.course
  const itemIds = createMemo(
    () => new Set(props.detail.sections.flatMap((section) => section.items.map((item) => item.id))),
  )
  const filled = () =>
    props.detail.sections.filter((section) => section.items.length > 0 || section.summaryHtml)
  return (
    <>
      <p class="course-about">
        <bdi>{course().shortName}</bdi>
        <Show when={course().term}>{(term) => <span>{t(`terms.${term()}`)}</span>}</Show>
        <Show when={course().academicYear}>{(year) => <span>{format().academicYear(year())}</span>}</Show>
        <a href={course().url} target="_blank" rel="noreferrer" class="button">
          {t('courses.openInMoodle')}
          <Icon name="external" />
          <span class="visually-hidden"> ({t('app.opensMoodle')})</span>
        </a>
      </p>
      <Show when={course().teachers.length > 0}>
        <p class="fine" data-testid="teachers">
          {t('courses.teachers', {
            count: course().teachers.length,
            names: format().list(course().teachers.map(isolate)),
          })}
        </p>
      </Show>
      <Announcements announcements={props.detail.announcements} />
      <ForumDiscussions discussions={props.detail.discussions} />
      <Show
        when={filled().length > 0}
        fallback={
          <EmptyState
            title={t('courses.sectionEmpty')}
            text={course().readAt === null ? t('courses.courseUnread') : t('courses.courseEmpty')}
          />
        }
      >
        <For each={filled()}>
          {(section) => <CourseSection section={section} itemIds={itemIds()} onOpenItem={props.onOpenItem} />}
        </For>
      </Show>
    </>
  )
}
