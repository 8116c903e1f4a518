import type { Change } from '@spike/contract'
import { changeKinds } from '@spike/contract/change-kinds'
import { useSearchParams } from '@solidjs/router'
import { useInfiniteQuery } from '@tanstack/solid-query'
import { createMemo, For, Show } from 'solid-js'
import { toast } from '../../components/announce.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { PageHeading } from '../../components/page-heading.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { changesQuery } from '../../data/changes-query.ts'
import type { ChangesFilter } from '../../data/keys.ts'
import { useMarkChangesRead } from '../../data/mark-changes-read.ts'
import { useUnreadChanges } from '../../data/unread-changes.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { PushSwitch } from '../../push/push-switch.tsx'
import { useSession } from '../../session/session.tsx'
import { ChangeRow } from './change-row.tsx'
import { ChangesFilters } from './changes-filters.tsx'
import { groupByDay } from './group-by-day.ts'
import './changes.css'

export function ChangesPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const [address, setAddress] = useSearchParams<{ kind?: string; course?: string; unread?: string }>()
  const filter = createMemo((): ChangesFilter => {
    const kind = changeKinds.find((known) => known === address.kind)
    return {
      ...(kind && { kind }),
      // Named twice in an address, it is a list.
      ...(typeof address.course === 'string' && address.course && { courseId: address.course }),
      ...(address.unread === '1' && { unread: true }),
    }
  })
  const changes = useInfiniteQuery(() => changesQuery(api, filter()))
  const isFiltered = () => Object.keys(filter()).length > 0
  const showAll = () => setAddress({ kind: undefined, course: undefined, unread: undefined })

  return (
    <>
      <PageHeading title={t('changes.title')} />
      <ChangesFilters filter={filter()} onChange={(changed) => setAddress({ ...changed })} />
      <Loaded query={changes} skeleton={<Skeleton count={8} />}>
        {(data) => (
          <Show
            when={data().pages.some((page) => page.changes.length > 0)}
            fallback={<NoChanges filter={filter()} isFiltered={isFiltered()} onShowAll={showAll} />}
          >
            <Feed changes={data().pages.flatMap((page) => page.changes)} filter={filter()} />
            <Show when={changes.isFetchNextPageError}>
              <ErrorNote error={changes.error} onRetry={() => void changes.fetchNextPage()} />
            </Show>
            <Show when={changes.hasNextPage && !changes.isFetchNextPageError}>
              <button
                type="button"
                class="button changes-more"
                disabled={changes.isFetchingNextPage}
                onClick={() => void changes.fetchNextPage()}
              >
                {t(changes.isFetchingNextPage ? 'changes.loadingMore' : 'changes.more')}
              </button>
            </Show>
          </Show>
        )}
      </Loaded>
      <div class="changes-push">
        <PushSwitch />
      </div>
    </>
  )
}

/** The changes by day, and what marks them as read. */
function Feed(props: { changes: Change[]; filter: ChangesFilter }) {
  const { t, format } = useLanguage()
  const markRead = useMarkChangesRead()
  const unreadCount = useUnreadChanges()
  const now = createNow()
  const days = createMemo(() => groupByDay(props.changes))
  const isNarrowed = () => props.filter.kind !== undefined || props.filter.courseId !== undefined

  async function mark(request: Parameters<typeof markRead>[0], done?: string): Promise<void> {
    try {
      await markRead(request)
      if (done) toast(done)
    } catch {
      toast(t('changes.markFailed'))
    }
  }
  const markAll = () => {
    const kinds = changeKinds.filter((kind) => kind === props.filter.kind)
    return mark(
      {
        // What a sync finds meanwhile was not on the page.
        upTo: props.changes[0]?.id,
        ...(kinds.length > 0 && { kinds }),
        ...(props.filter.courseId && { courseId: props.filter.courseId }),
      },
      t('changes.markedRead'),
    )
  }
  const canMark = () => (isNarrowed() ? props.changes.some(({ read }) => !read) : unreadCount() > 0)

  return (
    <>
      <div class="changes-tools">
        <Show when={canMark()}>
          <button type="button" class="button button-quiet" onClick={() => void markAll()}>
            <Icon name="check" />
            {t(isNarrowed() ? 'changes.markTheseRead' : 'changes.markAllRead')}
          </button>
        </Show>
      </div>
      <For each={days()}>
        {(day) => (
          <section class="changes-day" aria-labelledby={`day-${day.key}`}>
            <h2 id={`day-${day.key}`}>{format().recentDay(day.at, now())}</h2>
            <ul class="card changes-list">
              <For each={day.changes}>
                {(change) => (
                  <ChangeRow
                    change={change}
                    onRead={(isAsked) =>
                      void mark({ ids: [change.id] }, isAsked ? t('changes.markedRead') : undefined)
                    }
                  />
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </>
  )
}

function NoChanges(props: { filter: ChangesFilter; isFiltered: boolean; onShowAll: () => void }) {
  const { t } = useLanguage()
  const isUnreadOnly = () => Object.keys(props.filter).join() === 'unread'
  const which = () => {
    if (!props.isFiltered) return 'empty'
    return isUnreadOnly() ? 'emptyUnread' : 'emptyFilter'
  }
  return (
    <EmptyState icon="bell" title={t(`changes.${which()}Title`)} text={t(`changes.${which()}Text`)}>
      <Show when={props.isFiltered}>
        <button type="button" class="button" onClick={() => props.onShowAll()}>
          {t('changes.showAll')}
        </button>
      </Show>
    </EmptyState>
  )
}
