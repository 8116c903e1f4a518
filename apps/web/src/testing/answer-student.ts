import type { Student } from '@spike/contract'
import { http, HttpResponse } from 'msw'
import { buildActiveSync, emptyChanges, student } from './build-data.ts'
import { server } from './server.ts'

/**
 * Has Spike answer a student who is signed in and of whom nothing was read yet. What a test says with `server.use` after
 * it counts instead.
 */
export function answerStudent(who: Partial<Student> = {}): void {
  server.use(
    http.get('*/api/institutions', () => HttpResponse.json({ institutions: [] })),
    http.get('*/api/auth/me', () => HttpResponse.json({ user: { ...student, ...who } })),
    http.get('*/api/sync-status/active', () => HttpResponse.json(buildActiveSync())),
    http.get('*/api/courses', () => HttpResponse.json({ courses: [] })),
    http.get('*/api/deadlines', () => HttpResponse.json({ deadlines: [] })),
    http.get('*/api/grades', () => HttpResponse.json({ courses: [] })),
    http.get('*/api/changes', () => HttpResponse.json(emptyChanges)),
    http.get('*/api/calendar', () => HttpResponse.json({ events: [] })),
  )
}
