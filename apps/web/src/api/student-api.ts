import type {
  ActiveSync,
  Change,
  Course,
  CourseDetail,
  Deadline,
  Grade,
  InstitutionChoice,
  LaunchAnswer,
  LaunchFinish,
  LoginAnswer,
  LoginRequest,
  OpenAnswer,
  Student,
  SyncStatus,
} from '@spike/contract'
import { readJson, retryAfterSeconds, type ApiClient } from './api-client.ts'

export interface CourseGrades {
  courseId: string
  courseName: string
  grades: Grade[]
}

export interface ChangesPage {
  changes: Change[]
  nextCursor: string | null
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
    signOut: () => client.ask<void>('/api/auth/logout', { method: 'POST' }),
    me: () => client.ask<{ user: Student }>('/api/auth/me').then((answer) => answer.user),

    activeSync: () => client.ask<ActiveSync>('/api/sync-status/active'),
    startSync: () => client.ask<SyncStatus>('/api/sync', { method: 'POST' }),
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
    deadlines: (from: Date) =>
      client
        .ask<{ deadlines: Deadline[] }>(`/api/deadlines?from=${from.toISOString()}`)
        .then((answer) => answer.deadlines),
    grades: () => client.ask<{ courses: CourseGrades[] }>('/api/grades').then((answer) => answer.courses),
    changes: (cursor: string | null) =>
      client.ask<ChangesPage>(`/api/changes${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
  }
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
