import type {
  AccountChange,
  AccountSync,
  ActiveSync,
  CalendarEvent,
  CalendarFeed,
  ChangeKind,
  ChangesAnswer,
  Course,
  CourseDetail,
  CourseGrades,
  Deadline,
  Device,
  ExportFormat,
  InstitutionChoice,
  LaunchAnswer,
  LaunchFinish,
  LoginAnswer,
  LoginRequest,
  NewPushSubscription,
  OpenAnswer,
  PushState,
  ReadChangesRequest,
  SearchAnswer,
  SearchType,
  Student,
  SyncStatus,
} from '@spike/contract'
import { readJson, retryAfterSeconds, type ApiClient, type ApiRequest } from './api-client.ts'
import { NoConnectionError } from './api-error.ts'

export interface ChangesRequest {
  /** None stands for all. */
  kinds?: readonly ChangeKind[]
  courseId?: string
  unread?: boolean
  cursor?: string | null
  /** At most 200. */
  limit?: number
}

/** What is searched for; `type` null is everything. */
export interface SearchAsked {
  readonly text: string
  readonly type: SearchType | null
  readonly limit: number
}

export interface StatusRequest {
  jobId: string
  /** The ETag of the last answer, to be told only of a newer one. */
  etag: string | null
  signal: AbortSignal
}

/** `status` is null where the server says that nothing is newer than the ETag that was sent. */
export interface StatusAnswer {
  status: SyncStatus | null
  etag: string | null
  retryAfterMs: number | null
}

/** What a student's pages ask of the server. Every method throws what `ApiClient.ask` throws. */
export type StudentApi = ReturnType<typeof createStudentApi>

export function createStudentApi(client: ApiClient) {
  return {
    institutions: () =>
      client
        .ask<{ institutions: InstitutionChoice[] }>('/api/institutions')
        .then((answer) => answer.institutions),
    signIn: (body: LoginRequest) => client.ask<LoginAnswer>('/api/auth/login', { method: 'POST', body }),
    /** Begins a sign-in on the university's own page. */
    launch: (universityId: string) =>
      client.ask<LaunchAnswer>('/api/auth/launch', { method: 'POST', body: { universityId } }),
    finishLaunch: (body: LaunchFinish) =>
      client.ask<LoginAnswer>('/api/auth/launch/finish', { method: 'POST', body }),
    me: (request: Pick<ApiRequest, 'signal'> = {}) =>
      client.ask<{ user: Student }>('/api/auth/me', request).then((answer) => answer.user),

    activeSync: () => client.ask<ActiveSync>('/api/sync-status/active'),
    startSync: () => client.ask<SyncStatus>('/api/sync', { method: 'POST' }),
    /** Has the courses read again that this sync could not read; gives the sync that reads them. */
    readUnread: (jobId: string) => client.ask<SyncStatus>(`/api/sync/${jobId}/unread`, { method: 'POST' }),
    cancelSync: (jobId: string) => client.ask<SyncStatus>(`/api/sync/${jobId}`, { method: 'DELETE' }),
    syncStatus: (request: StatusRequest) => readSyncStatus(client, request),

    courses: () => client.ask<{ courses: Course[] }>('/api/courses').then((answer) => answer.courses),
    course: (id: string) => client.ask<CourseDetail>(`/api/courses/${encodeURIComponent(id)}`),
    /** Has it read again if that was not done lately. */
    openCourse: (id: string) =>
      client.ask<OpenAnswer>(`/api/courses/${encodeURIComponent(id)}/open`, { method: 'POST' }),
    /** Has what is inside read if it was not. */
    openItem: (id: string) =>
      client.ask<OpenAnswer>(`/api/items/${encodeURIComponent(id)}/open`, { method: 'POST' }),
    search: ({ text, type, limit }: SearchAsked, signal: AbortSignal) => {
      const query = new URLSearchParams({ q: text, limit: String(limit), ...(type && { type }) })
      return client.ask<SearchAnswer>(`/api/search?${query}`, { signal })
    },
    deadlines: (from: Date) =>
      client
        .ask<{ deadlines: Deadline[] }>(`/api/deadlines?includeDone=true&from=${from.toISOString()}`)
        .then((answer) => answer.deadlines),
    calendar: ({ from, to }: { from: Date; to: Date }) =>
      client
        .ask<{ events: CalendarEvent[] }>(`/api/calendar?from=${from.toISOString()}&to=${to.toISOString()}`)
        .then((answer) => answer.events),
    calendarFeed: () =>
      client.ask<{ feed: CalendarFeed | null }>('/api/account/calendar-feed').then((answer) => answer.feed),
    /** The address until now, if there was one, stops working. */
    makeCalendarFeed: () =>
      client
        .ask<{ feed: CalendarFeed }>('/api/account/calendar-feed', { method: 'POST' })
        .then((answer) => answer.feed),
    removeCalendarFeed: () => client.ask<void>('/api/account/calendar-feed', { method: 'DELETE' }),
    grades: () => client.ask<{ courses: CourseGrades[] }>('/api/grades').then((answer) => answer.courses),
    /** The newest first. */
    changes: (request: ChangesRequest) => client.ask<ChangesAnswer>(`/api/changes?${changesQuery(request)}`),
    /** Gives how many are unread then. */
    markChangesRead: (request: ReadChangesRequest) =>
      client
        .ask<{ unreadCount: number }>('/api/changes/read', { method: 'POST', body: request })
        .then((answer) => answer.unreadCount),

    /** Gives the student as they are then. */
    changeAccount: (body: AccountChange) =>
      client.ask<{ user: Student }>('/api/account', { method: 'PATCH', body }).then((answer) => answer.user),
    accountSyncs: () =>
      client.ask<{ syncs: AccountSync[] }>('/api/account/syncs').then((answer) => answer.syncs),
    devices: () => client.ask<{ devices: Device[] }>('/api/account/devices').then((answer) => answer.devices),
    signOutDevice: (id: string) => client.ask<void>(`/api/account/devices/${id}`, { method: 'DELETE' }),
    /** Gives how many were signed out. */
    signOutOtherDevices: () =>
      client
        .ask<{ signedOut: number }>('/api/account/devices/sign-out-others', { method: 'POST' })
        .then((answer) => answer.signedOut),
    exportAccount: (format: ExportFormat) => readExport(client, format),
    deleteAccount: (confirm: string) =>
      client.ask<void>('/api/account', { method: 'DELETE', body: { confirm } }),

    push: () => client.ask<PushState>('/api/push'),
    subscribePush: (subscription: NewPushSubscription) =>
      client.ask<PushState>('/api/push/subscriptions', { method: 'POST', body: subscription }),
    unsubscribePush: () => client.ask<void>('/api/push/subscriptions', { method: 'DELETE' }),
  }
}

function changesQuery({ kinds = [], courseId, unread, cursor, limit }: ChangesRequest): URLSearchParams {
  const query = new URLSearchParams(kinds.map((kind) => ['kind', kind]))
  if (courseId !== undefined) query.set('courseId', courseId)
  if (unread) query.set('unread', 'true')
  if (cursor) query.set('cursor', cursor)
  if (limit !== undefined) query.set('limit', String(limit))
  return query
}

/** All that is kept of the student, as a file to save. */
export interface ExportedAccount {
  content: Blob
  fileName: string
}

async function readExport(client: ApiClient, format: ExportFormat): Promise<ExportedAccount> {
  const response = await client.send(`/api/account/export?format=${format}`)
  const named = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const content = await response.blob().catch((cause: unknown) => {
    throw new NoConnectionError(cause)
  })
  return { content, fileName: named ?? `spike.${format}` }
}

async function readSyncStatus(client: ApiClient, request: StatusRequest): Promise<StatusAnswer> {
  const response = await client.send(`/api/sync-status/${request.jobId}`, {
    headers: request.etag ? { 'If-None-Match': request.etag } : {},
    signal: request.signal,
  })
  const seconds = retryAfterSeconds(response.headers)
  return {
    status: response.status === 304 ? null : ((await readJson(response)) as SyncStatus),
    etag: response.headers.get('ETag') ?? request.etag,
    retryAfterMs: seconds === null ? null : seconds * 1000,
  }
}
