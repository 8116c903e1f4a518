import type { PushMessage } from '@spike/contract'

/** What the handlers use of a service worker's global scope. */
export interface PushScope {
  readonly location: { readonly origin: string }
  readonly registration: {
    showNotification(title: string, options: NotificationOptions): Promise<void>
  }
  readonly clients: {
    matchAll(options: {
      readonly type: 'window'
      readonly includeUncontrolled: true
    }): Promise<readonly ShownPage[]>
    openWindow(url: string): Promise<unknown>
  }
}

interface ShownPage {
  readonly url: string
  focus(): Promise<unknown>
  navigate(url: string): Promise<unknown>
}

interface Extendable {
  waitUntil(work: Promise<unknown>): void
}

/** A later notification takes the place of the one before, without a sound of its own. */
const tag = 'news'
/** No system shows an SVG there. */
const icon = '/spike-192.png'

/** Shows what the server sent: one notification for all that a sync found. */
export function onPush(
  event: Extendable & { readonly data: { json(): unknown } | null },
  scope: PushScope,
): void {
  if (!event.data) return
  const { title, body, language, path } = event.data.json() as PushMessage
  const dir = language === 'en' ? 'ltr' : 'rtl'
  event.waitUntil(
    scope.registration.showNotification(title, { body, lang: language, dir, tag, icon, data: { path } }),
  )
}

/** Opens the page that the notification is about: in a tab of Spike's that there is, or in a new one. */
export function onNotificationClick(
  event: Extendable & { readonly notification: { readonly data: unknown; close(): void } },
  scope: PushScope,
): void {
  event.notification.close()
  const { path } = event.notification.data as { path: string }
  event.waitUntil(openPage(path, scope))
}

async function openPage(path: string, { clients, location }: PushScope): Promise<void> {
  const url = new URL(path, location.origin)
  // Whatever a message says, it opens no page but Spike's.
  const href = url.origin === location.origin ? url.href : location.origin
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find((shown) => new URL(shown.url).origin === location.origin)
  if (!page) {
    await clients.openWindow(href)
    return
  }
  await page.focus()
  // Only a page that this worker controls can be led elsewhere.
  await page.navigate(href).catch(() => clients.openWindow(href))
}
