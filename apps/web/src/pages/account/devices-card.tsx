import type { Device } from '@spike/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { toast } from '../../components/announce.tsx'
import { createAction } from '../../components/create-action.ts'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { keys } from '../../data/keys.ts'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { AccountError } from './account-error.tsx'

/** Where the student is signed in; each but this one can be signed out, or all of them. */
export function DevicesCard() {
  const { t } = useLanguage()
  const { api } = useSession()
  const client = useQueryClient()
  const { run, busy, error } = createAction()
  const query = useQuery(() => ({ queryKey: keys.devices, queryFn: () => api.devices() }))
  let heading: HTMLHeadingElement | undefined

  /** `work` gives what to say once it is done. */
  const change = (work: () => Promise<string>) =>
    run(async () => {
      const said = await work()
      await client.invalidateQueries({ queryKey: keys.devices })
      // The button that had the focus went with its device.
      heading?.focus()
      toast(said)
    })
  const signOut = (device: Device) =>
    change(async () => {
      await api.signOutDevice(device.id)
      return t('account.deviceSignedOut')
    })
  const signOutOthers = () =>
    change(async () => t('account.othersSignedOut', { count: await api.signOutOtherDevices() }))

  return (
    <section class="card account-card" aria-labelledby="account-devices">
      <h2 id="account-devices" ref={heading} tabindex="-1">
        {t('account.devices')}
      </h2>
      <p class="fine">{t('account.devicesText')}</p>
      <AccountError error={error()} />
      <Loaded query={query} skeleton={<Skeleton count={2} />}>
        {(devices) => (
          <>
            <ul class="account-rows">
              <For each={devices()}>
                {(device) => (
                  <DeviceRow device={device} busy={busy()} onSignOut={() => void signOut(device)} />
                )}
              </For>
            </ul>
            <Show when={devices().length > 2}>
              <button
                type="button"
                class="button"
                aria-disabled={busy()}
                onClick={() => void signOutOthers()}
              >
                <Icon name="sign-out" />
                {t('account.signOutOthers')}
              </button>
            </Show>
          </>
        )}
      </Loaded>
    </section>
  )
}

function DeviceRow(props: { device: Device; busy: boolean; onSignOut: () => void }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const name = () =>
    [props.device.browser, props.device.system].filter(Boolean).join(' · ') || t('account.deviceUnknown')
  return (
    <li class="account-row" data-testid="device-row">
      <span class="device-mark">
        <Icon name={props.device.kind === 'phone' || props.device.kind === 'tablet' ? 'phone' : 'monitor'} />
      </span>
      <div class="account-row-main">
        <p class="account-row-title">
          <bdi>{name()}</bdi>
          <Show when={props.device.current}>
            <span class="chip chip-here">{t('account.thisDevice')}</span>
          </Show>
        </p>
        <p class="fine account-facts">
          <span title={format().dayAndTime(props.device.seenAt)}>
            {t('account.deviceActive', { when: format().relative(props.device.seenAt, now()) })}
          </span>
          <span title={format().dayAndTime(props.device.signedInAt)}>
            {t('account.deviceSignedIn', { when: format().date(props.device.signedInAt) })}
          </span>
        </p>
      </div>
      <Show when={!props.device.current}>
        <button
          type="button"
          class="button"
          aria-label={t('account.deviceSignOutNamed', { device: isolate(name()) })}
          aria-disabled={props.busy}
          onClick={() => props.onSignOut()}
        >
          {t('account.deviceSignOut')}
        </button>
      </Show>
    </li>
  )
}
