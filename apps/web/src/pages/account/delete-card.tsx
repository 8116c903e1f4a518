import { createSignal, Show } from 'solid-js'
import { Dialog } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { AccountError } from './account-error.tsx'

/** The way out: all of it, at once, after the student has written their name. */
export function DeleteCard() {
  const { t } = useLanguage()
  const [open, setOpen] = createSignal(false)
  return (
    <section class="card account-card account-danger" aria-labelledby="account-delete">
      <h2 id="account-delete">{t('account.danger')}</h2>
      <p class="fine">{t('account.dangerText')}</p>
      <button type="button" class="button account-delete" onClick={() => setOpen(true)}>
        <Icon name="trash" />
        {t('account.deleteOpen')}
      </button>
      <Dialog open={open()} onOpenChange={setOpen} title={t('account.deleteTitle')}>
        <DeleteForm onKeep={() => setOpen(false)} />
      </Dialog>
    </section>
  )
}

function DeleteForm(props: { onKeep: () => void }) {
  const { t } = useLanguage()
  const { api, student, signedOut } = useSession()
  const [wrong, setWrong] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<unknown>()
  let field!: HTMLInputElement
  const username = () => student()?.username ?? ''

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy()) return
    const written = field.value.trim()
    setError(undefined)
    setWrong(written.toLowerCase() !== username().toLowerCase())
    if (wrong()) {
      field.focus()
      return
    }
    setBusy(true)
    try {
      await api.deleteAccount(written)
    } catch (failure) {
      setError(failure)
      setBusy(false)
      return
    }
    history.replaceState(null, '', '/')
    signedOut('account_deleted')
  }

  return (
    <form class="delete-form" noValidate onSubmit={(event) => void submit(event)}>
      <p>{t('account.deleteGoes')}</p>
      <ul class="delete-list">
        <li>{t('account.deleteMaterial')}</li>
        <li>{t('account.deleteNews')}</li>
        <li>{t('account.deleteAccess')}</li>
        <li>{t('account.deleteSyncs')}</li>
      </ul>
      <p class="fine">{t('account.deleteStays')}</p>
      <div class="field">
        <label for="delete-confirm">{t('account.deleteConfirm', { username: isolate(username()) })}</label>
        <input
          id="delete-confirm"
          ref={field}
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong()}
          aria-describedby={wrong() ? 'delete-wrong' : undefined}
          onInput={() => setWrong(false)}
        />
        <Show when={wrong()}>
          <p class="field-error" id="delete-wrong" role="alert">
            {t('account.deleteConfirmWrong')}
          </p>
        </Show>
      </div>
      <AccountError error={error()} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onKeep()}>
          {t('account.deleteNo')}
        </button>
        <button type="submit" class="button button-danger" aria-disabled={busy()}>
          <Show when={busy()}>
            <span class="spinner" aria-hidden="true" />
          </Show>
          {t(busy() ? 'account.deleting' : 'account.deleteYes')}
        </button>
      </div>
    </form>
  )
}
