import { createResource, createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
import { missingIdOf, Field } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import './browser-sign-in.css'

/**
 * Single sign-on, step by step: the university's page in another tab, signing in there, and the link that it then shows.
 * It stands inside of the sign-in form, which sends what was pasted.
 */
export function BrowserSignIn(props: {
  universityId: string
  missing: boolean
  /** The next try begins at the university's page again. */
  round: number
  ref: (input: HTMLInputElement) => void
  button: JSX.Element
}) {
  const { t } = useLanguage()
  const { api } = useSession()
  const [launch, { refetch }] = createResource(
    () => [props.universityId, props.round] as const,
    ([universityId]) => api.launch(universityId),
  )
  /** The launch whose page the student has opened. */
  const [openedUrl, setOpenedUrl] = createSignal<string>()
  const isOpened = () => openedUrl() !== undefined && openedUrl() === url()
  let pasted!: HTMLInputElement
  /** Whoever comes back from there has the link to paste. */
  function onComingBack(): void {
    if (document.visibilityState === 'visible' && isOpened()) pasted.focus()
  }
  onMount(() => document.addEventListener('visibilitychange', onComingBack))
  onCleanup(() => document.removeEventListener('visibilitychange', onComingBack))
  const url = () => (launch.state === 'ready' ? launch().url : undefined)

  return (
    <>
      <p>{t('signIn.browserLead')}</p>
      <ol class="steps">
        <li>
          <Show
            when={launch.state !== 'errored'}
            fallback={<ErrorNote error={launch.error} onRetry={() => void refetch()} />}
          >
            <a
              class="button button-wide"
              classList={{ 'button-primary': !isOpened() }}
              role="link"
              href={url()}
              target="_blank"
              rel="noopener noreferrer"
              aria-disabled={url() === undefined}
              onClick={() => setOpenedUrl(url())}
            >
              {isOpened() ? t('signIn.browserOpened') : t('signIn.browserOpen')}
              <Icon name={isOpened() ? 'check' : 'external'} />
              <span class="visually-hidden"> ({t('signIn.newTab')})</span>
            </a>
          </Show>
        </li>
        <li>{t('signIn.browserEnter')}</li>
        <li>
          <span id="pasted-how">{t('signIn.browserCopy')}</span>
          <Field
            id="pasted"
            label={t('signIn.browserLink')}
            missing={props.missing && t('signIn.browserLinkMissing')}
          >
            <input
              ref={(input) => {
                pasted = input
                props.ref(input)
              }}
              id="pasted"
              name="pasted"
              type="text"
              dir="ltr"
              placeholder="moodlemobile://token=…"
              autocomplete="off"
              autocapitalize="none"
              autocorrect="off"
              spellcheck={false}
              maxLength={4000}
              required
              aria-invalid={props.missing}
              aria-describedby={props.missing ? `${missingIdOf('pasted')} pasted-how` : 'pasted-how'}
            />
          </Field>
        </li>
      </ol>
      {props.button}
      <p class="fine sign-in-kept">
        <Icon name="lock" />
        {t('signIn.browserNotSeen')}
      </p>
    </>
  )
}
