import type { Student } from '@spike/contract'
import type { StudentSession } from '@spike/store'

/** What a session knows of its student. */
type KnownStudent = Omit<StudentSession, 'idHash' | 'seenAt'>

/** The student as their own pages see them. */
export const toStudent = (session: KnownStudent): Student => ({
  id: session.userId,
  fullName: session.fullName,
  username: session.username,
  institution: { id: session.institutionId, name: session.institutionName },
  language: session.language,
  languageChosen: session.languageChosen,
  theme: session.theme,
  lastVisitAt: session.visit.beforeAt?.toISOString() ?? null,
})
