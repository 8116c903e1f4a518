import type { Student } from '@spike/contract'
import type { StudentSession } from '@spike/store'

/** The student of a session as their own pages see them. */
export const toStudent = (session: StudentSession): Student => ({
  id: session.userId,
  fullName: session.fullName,
  username: session.username,
  institution: { id: session.institutionId, name: session.institutionName },
  language: session.language,
  languageChosen: session.languageChosen,
  theme: session.theme,
  lastVisitAt: session.visit.beforeAt?.toISOString() ?? null,
})
