import { randomUUID } from 'node:crypto'
import { type Database, insertSyncJob, saveInstitution, type UserProfile, upsertUser } from '@spike/store'

/** A student of an institution of their own. What does not matter to a test is made up. */
export async function addStudent(
  db: Database,
  { language = 'he' }: Partial<Pick<UserProfile, 'language'>> = {},
): Promise<{ userId: string; institutionId: string }> {
  const institutionId = `u-${randomUUID().slice(0, 8)}`
  await saveInstitution(db, {
    id: institutionId,
    name: { he: 'אוניברסיטה', en: 'University', ar: 'جامعة' },
    url: 'https://moodle.example.ac.il',
    isLocal: false,
  })
  const userId = await upsertUser(db, {
    institutionId,
    moodleUserId: Math.floor(Math.random() * 1e9),
    username: 'noa',
    fullName: 'נועה כהן',
    language,
  })
  return { userId, institutionId }
}

/** A waiting job of a new student; without a queue job. */
export async function addWaitingJob(db: Database): Promise<{ jobId: string; userId: string }> {
  const student = await addStudent(db)
  const { jobId } = await insertSyncJob(db, {
    ...student,
    trigger: 'sign_in',
    requestId: 'test',
    maxTries: 3,
  })
  return { jobId, userId: student.userId }
}
