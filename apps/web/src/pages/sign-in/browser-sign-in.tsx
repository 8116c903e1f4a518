import { createResource, Show, type JSX } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
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
              role="link"
              href={url()}
              target="_blank"
              rel="noopener noreferrer"
              aria-disabled={url() === undefined}
            >
              {t('signIn.browserOpen')}
              <Icon name="external" />
              <span class="visually-hidden"> ({t('signIn.newTab')})</span>
            </a>
          </Show>
        </li>
        <li>{t('signIn.browserEnter')}</li>
        <li>
          <span id="pasted-how">{t('signIn.browserCopy')}</span>
          <div class="field">
            <label for="pasted">{t('signIn.browserLink')}</label>
            <input
              ref={props.ref}
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
              aria-describedby={props.missing ? 'pasted-missing pasted-how' : 'pasted-how'}
            />
            <Show when={props.missing}>
              <p class="field-error" id="pasted-missing">
                {t('signIn.browserLinkMissing')}
              </p>
            </Show>
          </div>
        </li>
      </ol>
      {props.button}
      <p class="fine sign-in-kept">
        <Icon name="check" />
        {t('signIn.browserNotSeen')}
      </p>
    </>
  )
}
