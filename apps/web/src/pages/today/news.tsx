import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, For, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { leaveOutNumber } from '../../language/course-name.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { EntryTitle } from './entry-title.tsx'
import { groupNews, newSince, type CourseNews } from './group-news.ts'

/** As many as come at once. */
const mostAsked = 200

/** What was found since the visit before this one, by course; at a first visit, what is not read. */
export function News() {
  const { t, format } = useLanguage()
  const { api, student } = useSession()
  const now = createNow()
  const lastVisitAt = () => student()?.lastVisitAt ?? null
  const query = useQuery(() => ({
    queryKey: keys.newChanges(lastVisitAt()),
    queryFn: () => api.changes({ unread: lastVisitAt() === null, limit: mostAsked }),
  }))
  const nothing = () => {
    const at = lastVisitAt()
    return at === null ? t('today.newNone') : t('today.newNoneSince', { when: format().relative(at, now()) })
  }
  return (
    <section class="news card" aria-labelledby="news-heading" data-testid="news">
      <h2 id="news-heading">{t(lastVisitAt() === null ? 'today.newUnread' : 'today.newSince')}</h2>
      <Loaded query={query} skeleton={<Skeleton count={3} />}>
        {(page) => {
          const found = createMemo(() => newSince(page().changes, lastVisitAt()))
          const news = createMemo(() => groupNews(found()))
          // All that came at once is new: there are more.
          const isCut = () => page().nextCursor !== null && news().count === page().changes.length
          return (
            <Show when={news().count > 0} fallback={<p class="fine">{nothing()}</p>}>
              <p class="fine">
                {t(isCut() ? 'today.newCountAtLeast' : 'today.newCount', { count: news().count })}
              </p>
              <ul class="news-courses">
                <For each={news().courses}>{(course) => <NewsOfCourse news={course} />}</For>
              </ul>
              <A href="/changes" class="news-all">
                {t('today.allChanges')}
              </A>
            </Show>
          )
        }}
      </Loaded>
    </section>
  )
}

function NewsOfCourse(props: { news: CourseNews }) {
  const { t } = useLanguage()
  const more = () => props.news.count - props.news.named.length
  return (
    <li>
      <Show when={props.news.courseId} fallback={<h3>{t('today.newElsewhere')}</h3>}>
        {(id) => (
          <h3>
            <A href={`/courses/${id()}`} class="news-course">
              <CourseMark courseId={id()} />
              <span dir="auto">{leaveOutNumber(props.news.courseName ?? '')}</span>
            </A>
          </h3>
        )}
      </Show>
      <ul class="news-list">
        <For each={props.news.named}>
          {(change) => (
            <li>
              <span class="news-kind">{t(`changes.${change.kind}`)}</span>
              <EntryTitle entry={change} />
            </li>
          )}
        </For>
        <Show when={more() > 0}>
          <li class="fine">{t('today.newMore', { count: more() })}</li>
        </Show>
      </ul>
    </li>
  )
}
