import { createResource, Show } from 'solid-js'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { keepRows } from './keep-rows.ts'
import { refreshWhileSeen } from './refresh-while-seen.ts'
import { useStaff } from './staff-session.tsx'
import { WorkersTable } from './workers-table.tsx'

export function WorkersPage() {
  const { t } = useLanguage()
  const { api } = useStaff()
  const [workers, { refetch }] = createResource(api.workers, { storage: keepRows('workerId') })
  refreshWhileSeen(() => {
    if (!workers.loading) void refetch()
  })
  return (
    <>
      <PageHeading title={t('admin.workers')} />
      <Loaded resource={workers} onRetry={() => void refetch()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<p class="empty card">{t('admin.noWorkers')}</p>}>
            <div class="card">
              <WorkersTable workers={list()} />
            </div>
          </Show>
        )}
      </Loaded>
    </>
  )
}
