import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { Brand } from '../components/brand.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { useUnreadChanges } from '../data/unread-changes.ts'
import { useLanguage } from '../language/language-context.tsx'
import { PersonMenu } from './person-menu.tsx'
import { searchKeys } from './search-keys.ts'

const mostShown = 99

/** The bar at the head of every page; on a phone its navigation is the bar at the foot. */
export function TopBar(props: { onSearch: () => void }) {
  const { t } = useLanguage()
  const unread = useUnreadChanges()
  return (
    <header class="top">
      <div class="top-inner">
        <A href="/" class="brand-link" aria-label={t('frame.home')} end>
          <Brand />
        </A>
        <nav class="main-nav" aria-label={t('app.mainNavigation')}>
          <NavLink href="/" icon="today" text={t('frame.today')} />
          <NavLink href="/courses" icon="courses" text={t('frame.courses')} />
          <NavLink href="/grades" icon="grades" text={t('frame.grades')} />
          <NavLink href="/changes" icon="bell" text={t('frame.changes')} count={unread()} />
          <NavLink href="/account" icon="account" text={t('frame.account')} onPhoneOnly />
        </nav>
        <div class="top-end">
          <button
            type="button"
            class="search-button"
            aria-keyshortcuts="Control+K Meta+K /"
            onClick={() => props.onSearch()}
          >
            <Icon name="search" />
            <span class="search-button-text">{t('frame.search')}</span>
            <kbd class="search-button-keys" dir="ltr" aria-hidden="true">
              {searchKeys}
            </kbd>
          </button>
          <PersonMenu />
        </div>
      </div>
    </header>
  )
}

function NavLink(props: {
  href: string
  icon: IconName
  text: string
  count?: number
  onPhoneOnly?: boolean
}) {
  const { t, format } = useLanguage()
  const count = () => props.count ?? 0
  return (
    <A
      href={props.href}
      class="nav-link"
      classList={{ 'nav-link-phone': props.onPhoneOnly ?? false }}
      end={props.href === '/'}
    >
      <span class="nav-icon">
        <Icon name={props.icon} />
      </span>
      <span>{props.text}</span>
      <Show when={count() > 0}>
        <span class="nav-count" aria-hidden="true">
          {count() > mostShown ? t('frame.unreadMany', { count: mostShown }) : format().number(count())}
        </span>
        <span class="visually-hidden">, {t('frame.unread', { count: count() })}</span>
      </Show>
    </A>
  )
}
