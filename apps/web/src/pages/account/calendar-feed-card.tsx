import type { CalendarFeed } from '@spike/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { toast } from '../../components/announce.tsx'
import { createAction } from '../../components/create-action.ts'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import './calendar-feed-card.css'

/** The secret address by which a calendar elsewhere reads the deadlines: made, copied, changed and switched off here. */
export function CalendarFeedCard() {
  const { t } = useLanguage()
  const { api } = useSession()
  const client = useQueryClient()
  const { run, busy, error } = createAction()
  // An object around it: that there is none is an answer too.
  const query = useQuery(() => ({
    queryKey: keys.calendarFeed,
    queryFn: async () => ({ feed: await api.calendarFeed() }),
  }))

  const change = (ask: () => Promise<CalendarFeed | null>, said?: string) =>
    run(async () => {
      client.setQueryData(keys.calendarFeed, { feed: await ask() })
      if (said !== undefined) toast(said)
    })
  const remove = () => api.removeCalendarFeed().then(() => null)

  return (
    <section class="card feed" id="calendar-feed" aria-labelledby="feed-heading" data-testid="calendar-feed">
      <h2 id="feed-heading">{t('today.feedTitle')}</h2>
      <p class="fine">{t('today.feedText')}</p>
      <Loaded query={query} skeleton={<Skeleton count={1} />}>
        {(answer) => (
          <Show
            when={answer().feed}
            fallback={
              <button
                type="button"
                class="button button-primary"
                aria-disabled={busy()}
                onClick={() => void change(api.makeCalendarFeed)}
              >
                <Icon name="calendar" />
                {t('today.feedMake')}
              </button>
            }
          >
            {(feed) => (
              <FeedAddress
                feed={feed()}
                onRenew={() => void change(api.makeCalendarFeed, t('today.feedRenewed'))}
                onRemove={() => void change(remove, t('today.feedIsOff'))}
              />
            )}
          </Show>
        )}
      </Loaded>
      <Show when={error()}>{(failure) => <ErrorNote error={failure()} />}</Show>
    </section>
  )
}

function FeedAddress(props: { feed: CalendarFeed; onRenew: () => void; onRemove: () => void }) {
  const { t, format } = useLanguage()
  const [asking, setAsking] = createSignal<'renew' | 'remove' | null>(null)
  let field: HTMLInputElement | undefined

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.feed.url)
      toast(t('today.feedCopied'))
    } catch {
      field?.select()
      toast(t('today.feedCopyFailed'))
    }
  }
  function confirm(): void {
    if (asking() === 'renew') props.onRenew()
    else props.onRemove()
    setAsking(null)
  }

  return (
    <>
      <div class="field feed-field">
        <label for="feed-address">{t('today.feedAddress')}</label>
        <div class="feed-line">
          <input
            id="feed-address"
            ref={field}
            value={props.feed.url}
            readonly
            dir="ltr"
            onFocus={(event) => event.currentTarget.select()}
          />
          <button type="button" class="button" onClick={() => void copy()}>
            <Icon name="copy" />
            {t('today.feedCopy')}
          </button>
        </div>
      </div>
      <p class="fine">
        {t('today.feedSecret')} {t('today.feedMadeAt', { when: format().date(props.feed.createdAt) })}
      </p>
      <div class="actions">
        <a class="button button-primary" href={props.feed.webcalUrl}>
          <Icon name="calendar" />
          {t('today.feedOpen')}
        </a>
        <button type="button" class="button" onClick={() => setAsking('renew')}>
          <Icon name="refresh" />
          {t('today.feedRenew')}
        </button>
        <button type="button" class="button" onClick={() => setAsking('remove')}>
          <Icon name="x" />
          {t('today.feedOff')}
        </button>
      </div>
      <Dialog
        open={asking() !== null}
        onOpenChange={(open) => {
          if (!open) setAsking(null)
        }}
        title={t(asking() === 'remove' ? 'today.feedOffTitle' : 'today.feedRenewTitle')}
        description={t(asking() === 'remove' ? 'today.feedOffText' : 'today.feedRenewText')}
        actions={
          <>
            <button type="button" class="button" onClick={() => setAsking(null)}>
              {t('today.feedKeep')}
            </button>
            <button type="button" class="button button-danger" onClick={confirm}>
              {t(asking() === 'remove' ? 'today.feedOff' : 'today.feedRenew')}
            </button>
          </>
        }
      />
    </>
  )
}
