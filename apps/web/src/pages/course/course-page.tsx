import { A, useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded, loadedValue } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SignInAgain } from '../../components/sign-in-again.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { useMarkChangesRead } from '../../data/mark-changes-read.ts'
import { keepNumberWhole } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { Announcements } from './announcements.tsx'
import { CourseContents } from './course-contents.tsx'
import { CourseHeader } from './course-header.tsx'
import { ForumDiscussions } from './forum-discussions.tsx'
import { createOpener } from './read-opened.ts'
import './course.css'

export function CoursePage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const params = useParams()
  const id = () => params['id'] ?? ''
  const detail = useQuery(() => ({ queryKey: keys.course(id()), queryFn: () => api.course(id()) }))
  const [signInAgain, setSignInAgain] = createSignal(false)
  const open = createOpener(api, () => setSignInAgain(true))
  const markRead = useMarkChangesRead()
  async function openCourse(opened: string): Promise<void> {
    if ((await open(() => api.openCourse(opened))) && id() === opened) await detail.refetch()
  }
  async function openItem(itemId: string): Promise<void> {
    if (await open(() => api.openItem(itemId))) await detail.refetch()
  }
  createEffect(on(id, (opened) => void openCourse(opened)))

  // What is new stays marked until the page is left; that it was seen is told at once.
  const newItems = createMemo<{ of: string; ids: Set<string> }>((before) => {
    const ids = before?.of === id() ? new Set(before.ids) : new Set<string>()
    const sections = loadedValue(detail)?.sections ?? []
    for (const item of sections.flatMap(({ items }) => items)) if (item.isNew) ids.add(item.id)
    return { of: id(), ids }
  })
  createEffect(() => {
    const course = loadedValue(detail)?.course
    // A mark that could not be told is told at the next visit.
    if (course && course.newCount > 0) markRead({ courseId: course.id }).catch(() => undefined)
  })

  const name = () => loadedValue(detail)?.course.name ?? ''
  return (
    <article class="course">
      <header class="course-head">
        <A href="/courses" class="back-link">
          {t('courses.backToCourses')}
        </A>
        <div class="course-title">
          <CourseMark courseId={id()} />
          <PageHeading title={name()}>{keepNumberWhole(name()) || '…'}</PageHeading>
        </div>
        <Show when={loadedValue(detail)} fallback={<div class="course-about" aria-hidden="true" />}>
          {(loaded) => <CourseHeader course={loaded().course} />}
        </Show>
      </header>
      <Show when={signInAgain()}>
        <SignInAgain />
      </Show>
      <Loaded query={detail} skeleton={<Skeleton shape="row" count={8} />}>
        {(loaded) => (
          <>
            <Announcements announcements={loaded().announcements} />
            <ForumDiscussions discussions={loaded().discussions} />
            <Show
              when={loaded().sections.some(({ items, summaryHtml }) => items.length > 0 || summaryHtml)}
              fallback={
                <EmptyState
                  title={t('courses.sectionEmpty')}
                  text={
                    loaded().course.readAt === null ? t('courses.courseUnread') : t('courses.courseEmpty')
                  }
                />
              }
            >
              <CourseContents detail={loaded()} newItems={newItems().ids} onOpenItem={openItem} />
            </Show>
          </>
        )}
      </Loaded>
    </article>
  )
}
