import type { ExportFormat } from '@spike/contract'
import { createSignal, For, Show } from 'solid-js'
import { toast } from '../../components/announce.tsx'
import { createAction } from '../../components/create-action.ts'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { AccountError } from './account-error.tsx'
import { saveFile } from './save-file.ts'

const formats = [
  { format: 'csv', title: 'account.downloadCsv', text: 'account.downloadCsvText' },
  { format: 'json', title: 'account.downloadJson', text: 'account.downloadJsonText' },
] as const

/** All that is kept of the student, to take along. */
export function ExportCard() {
  const { t } = useLanguage()
  const { api } = useSession()
  const { run, busy, error } = createAction()
  const [preparing, setPreparing] = createSignal<ExportFormat>()

  const download = (format: ExportFormat) =>
    run(async () => {
      setPreparing(format)
      saveFile(await api.exportAccount(format))
      toast(t('account.downloaded'))
    })
  const isPreparing = (format: ExportFormat) => busy() && preparing() === format

  return (
    <section class="card account-card" aria-labelledby="account-data">
      <h2 id="account-data">{t('account.data')}</h2>
      <p class="fine">{t('account.dataText')}</p>
      <ul class="account-rows">
        <For each={formats}>
          {({ format, title, text }) => (
            <li class="account-row">
              <div class="account-row-main">
                <p class="account-row-title">{t(title)}</p>
                <p class="fine">{t(text)}</p>
              </div>
              <button
                type="button"
                class="button"
                aria-label={t('account.downloadNamed', { what: t(title) })}
                aria-disabled={busy()}
                onClick={() => void download(format)}
              >
                <Show when={isPreparing(format)} fallback={<Icon name="download" />}>
                  <span class="spinner" aria-hidden="true" />
                </Show>
                {t(isPreparing(format) ? 'account.preparing' : 'account.download')}
              </button>
            </li>
          )}
        </For>
      </ul>
      <AccountError error={error()} />
    </section>
  )
}
