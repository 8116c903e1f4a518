import { Show } from 'solid-js'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useStaff } from './staff-session.tsx'
import { useLiveQuery } from './use-live-query.ts'
import { WorkersTable } from './workers-table.tsx'

export function WorkersPage() {
  const { t } = useLanguage()
  const { api } = useStaff()
  const workers = useLiveQuery(() => ({
    queryKey: ['workers'],
    queryFn: api.workers,
    rowId: 'workerId',
  }))
  return (
    <>
      <PageHeading title={t('admin.workers')} />
      <Loaded query={workers}>
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
