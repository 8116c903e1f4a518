import type {
  AdminJobDetail,
  AdminJobsAnswer,
  AdminStats,
  AdminWorker,
  Institution,
  Staff,
} from '@spike/contract'
import type { ApiClient } from './api-client.ts'

/** What the staff's pages ask of the server. Every method throws what `ApiClient.ask` throws. */
export type StaffApi = ReturnType<typeof createStaffApi>

export function createStaffApi(client: ApiClient) {
  const job = (jobId: string) => `/api/admin/jobs/${encodeURIComponent(jobId)}`
  return {
    institutions: () =>
      client.ask<{ institutions: Institution[] }>('/api/institutions').then((answer) => answer.institutions),
    signIn: (body: { email: string; password: string }) =>
      client
        .ask<{ staff: Staff }>('/api/admin/login', { method: 'POST', body })
        .then((answer) => answer.staff),
    signOut: () => client.ask<void>('/api/admin/logout', { method: 'POST' }),
    me: () => client.ask<{ staff: Staff }>('/api/admin/me').then((answer) => answer.staff),

    /** `query` has the names of the contract's AdminJobsQuery. */
    jobs: (query: URLSearchParams) => client.ask<AdminJobsAnswer>(`/api/admin/jobs?${query}`),
    /** `events`: how many of the timeline's entries at most; without it, as many as the server thinks right. */
    job: (jobId: string, events?: number) =>
      client.ask<AdminJobDetail>(job(jobId) + (events === undefined ? '' : `?events=${events}`)),
    /** The new job's id. */
    retryJob: (jobId: string) =>
      client.ask<{ jobId: string }>(`${job(jobId)}/retry`, { method: 'POST' }).then((answer) => answer.jobId),
    cancelJob: (jobId: string) => client.ask<unknown>(`${job(jobId)}/cancel`, { method: 'POST' }),
    workers: () =>
      client.ask<{ workers: AdminWorker[] }>('/api/admin/workers').then((answer) => answer.workers),
    stats: () => client.ask<AdminStats>('/api/admin/stats'),
  }
}
