import { readSiteKnowledge } from '@spike/moodle'
import {
  readInstitution,
  saveCredential,
  saveInstitution,
  upsertUser,
  writeSiteKnowledge,
} from '@spike/store'
import type { Workbench } from './workbench.ts'

export interface Student {
  readonly userId: string
  readonly institutionId: string
}

const signInTimeoutMs = 30_000
const signInsAtOnce = 8

/**
 * Lists the campus under another name. A student there is a new one to Spike, so that the first sync of the same
 * account can be measured again and again. Gives how many requests it may have in flight.
 */
export async function addInstitution(bench: Workbench, institutionId: string): Promise<number> {
  const row = await saveInstitution(bench.db, {
    id: institutionId,
    name: { he: 'קמפוס לדוגמה', en: 'Sample campus', ar: 'حرم تجريبي' },
    url: bench.campus.url,
    isLocal: true,
  })
  return row.max_in_flight
}

/** Exchanges the password for a token as the api does, and stores student and credential. No job is made. */
export async function signInStudent(
  bench: Workbench,
  { username, institutionId }: { readonly username: string; readonly institutionId: string },
): Promise<Student> {
  const institution = await readInstitution(bench.db, institutionId)
  const { profile, credential, knowledge } = await bench.moodle.signIn({
    site: { institutionId, url: bench.campus.url, local: true },
    username,
    password: username,
    signal: AbortSignal.timeout(signInTimeoutMs),
    requestTimeoutMs: signInTimeoutMs,
    knowledge: readSiteKnowledge(institution?.knowledge),
  })
  const userId = await upsertUser(bench.db, {
    institutionId,
    moodleUserId: profile.moodleUserId,
    username,
    fullName: profile.fullName,
    language: 'he',
  })
  await writeSiteKnowledge(bench.db, institutionId, knowledge)
  await saveCredential(bench.db, bench.sealer, { userId, credential })
  return { userId, institutionId }
}

/** In the order of the names. */
export async function signInStudents(
  bench: Workbench,
  { usernames, institutionId }: { readonly usernames: readonly string[]; readonly institutionId: string },
): Promise<Student[]> {
  const students: Student[] = []
  for (let index = 0; index < usernames.length; index += signInsAtOnce) {
    const some = usernames.slice(index, index + signInsAtOnce)
    students.push(
      ...(await Promise.all(some.map((username) => signInStudent(bench, { username, institutionId })))),
    )
  }
  return students
}
