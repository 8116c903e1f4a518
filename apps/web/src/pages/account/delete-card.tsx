import { deletionNameOf, isDeletionName } from '@spike/contract/deletion-name'
import { createSignal, Show } from 'solid-js'
import { createAction } from '../../components/create-action.ts'
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
  const { run, busy, error } = createAction()
  let field!: HTMLInputElement
  const named = () => student() ?? { username: '', fullName: '' }
  /** A website tells no username: then it is their own name that they write. */
  const isByUsername = () => deletionNameOf({ ...named(), fullName: '' }) !== ''
  const asked = () => isolate(deletionNameOf(named()))

  const remove = () =>
    run(async () => {
      const written = field.value.trim()
      setWrong(!isDeletionName(written, named()))
      if (wrong()) return field.focus()
      await api.deleteAccount(written)
      history.replaceState(null, '', '/')
      signedOut('account_deleted')
    })

  return (
    <form
      class="delete-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void remove()
      }}
    >
      <p>{t('account.deleteGoes')}</p>
      <ul class="delete-list">
        <li>{t('account.deleteMaterial')}</li>
        <li>{t('account.deleteNews')}</li>
        <li>{t('account.deleteAccess')}</li>
        <li>{t('account.deleteSyncs')}</li>
      </ul>
      <p class="fine">{t('account.deleteStays')}</p>
      <div class="field">
        <label for="delete-confirm">
          {isByUsername()
            ? t('account.deleteConfirm', { username: asked() })
            : t('account.deleteConfirmName', { name: asked() })}
        </label>
        <input
          id="delete-confirm"
          ref={field}
          dir={isByUsername() ? 'ltr' : 'auto'}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong()}
          aria-describedby={wrong() ? 'delete-wrong' : undefined}
          onInput={() => setWrong(false)}
        />
        <Show when={wrong()}>
          <p class="field-error" id="delete-wrong" role="alert">
            {t(isByUsername() ? 'account.deleteConfirmWrong' : 'account.deleteConfirmNameWrong')}
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
