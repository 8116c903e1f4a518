import { createResource, Match, Show, Switch } from 'solid-js'
import { toast } from '../components/announce.tsx'
import { createAction } from '../components/create-action.ts'
import { RequestId } from '../components/error-note.tsx'
import { Icon } from '../components/icon.tsx'
import { useLanguage } from '../language/language-context.tsx'
import { useSession } from '../session/session.tsx'
import { readOwnEndpoint, readPushSupport, subscribeBrowser, unsubscribeBrowser } from './browser-push.ts'
import './push-switch.css'

type State = 'unsupported' | 'needsHomeScreen' | 'denied' | 'on' | 'off'

/** Turns this device's notifications on and off. The browser is asked for its permission by a click alone. */
export function PushSwitch() {
  const { t } = useLanguage()
  const { api } = useSession()
  const [state, { refetch, mutate }] = createResource(readState)
  const { run, busy, error } = createAction()
  /** Neither suspends nor throws: the page around it is of use without it. */
  const known = () => (state.state === 'ready' || state.state === 'refreshing' ? state.latest : undefined)

  async function readState(): Promise<State> {
    const support = readPushSupport()
    if (support !== 'supported') return support
    if (Notification.permission === 'denied') return 'denied'
    const [{ endpoint }, own] = await Promise.all([api.push(), readOwnEndpoint()])
    if (endpoint === null || own === null) return 'off'
    // The push service may have given this browser another address meanwhile.
    if (endpoint !== own) await turnOn()
    return 'on'
  }

  async function turnOn(): Promise<void> {
    const { publicKey } = await api.push()
    await api.subscribePush(await subscribeBrowser(publicKey))
  }

  const change = (work: () => Promise<State>) => run(async () => void mutate(await work()))

  const switchOn = () =>
    change(async () => {
      const permission = await Notification.requestPermission()
      if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'off'
      await turnOn()
      toast(t('push.turnedOn'))
      return 'on'
    })
  const switchOff = () =>
    change(async () => {
      await api.unsubscribePush()
      await unsubscribeBrowser()
      toast(t('push.turnedOff'))
      return 'off'
    })

  return (
    <section class="card push" aria-labelledby="push-title">
      <h2 id="push-title">{t('push.title')}</h2>
      <p class="fine">{t('push.about')}</p>
      <div class="push-state">
        <Switch>
          <Match when={known() === 'unsupported'}>
            <p>{t('push.unsupported')}</p>
          </Match>
          <Match when={known() === 'needsHomeScreen'}>
            <p>{t('push.needsHomeScreen')}</p>
          </Match>
          <Match when={known() === 'denied'}>
            <p>{t('push.denied')}</p>
          </Match>
          <Match when={known() === 'on'}>
            <p class="push-on">
              <Icon name="check" />
              {t('push.on')}
            </p>
            <button type="button" class="button" disabled={busy()} onClick={() => void switchOff()}>
              {t(busy() ? 'push.working' : 'push.turnOff')}
            </button>
          </Match>
          <Match when={known() === 'off'}>
            <button type="button" class="button" disabled={busy()} onClick={() => void switchOn()}>
              <Icon name="bell" />
              {t(busy() ? 'push.working' : 'push.turnOn')}
            </button>
          </Match>
          <Match when={state.state === 'errored'}>
            <p role="alert">{t('push.failed')}</p>
            <RequestId error={state.error} />
            <button type="button" class="button" onClick={() => void refetch()}>
              {t('app.tryAgain')}
            </button>
          </Match>
        </Switch>
      </div>
      <Show when={error()}>
        {(failure) => (
          <div class="push-failed" role="alert">
            <p>{t('push.failed')}</p>
            <RequestId error={failure()} />
          </div>
        )}
      </Show>
    </section>
  )
}
