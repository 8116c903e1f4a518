import {
  type CourseFreshness,
  type ItemFreshness,
  markWanted,
  type Queryable,
  readCourseFreshness,
  readItemFreshness,
} from '@spike/store'
import { enqueueSync } from './enqueue.ts'

interface Opened {
  readonly userId: string
  readonly institutionId: string
  readonly requestId: string | null
  readonly maxTries: number
  readonly now: Date
}

/** The job that will have read what was opened; null where nothing need be read, or nothing can be. */
export interface OpenedJob {
  readonly jobId: string | null
}

/**
 * The student opened a course: one that was not read for a day is read. Null where they have no such course. Call it in
 * a transaction.
 */
export async function openCourse(
  db: Queryable,
  { courseId, ...opened }: Opened & { readonly courseId: number },
): Promise<OpenedJob | null> {
  const course = await readCourseFreshness(db, { userId: opened.userId, courseId })
  if (!course) return null
  return isCourseStale(course, opened.now)
    ? read(db, opened, { table: 'courses', id: courseId })
    : { jobId: null }
}

/**
 * The student opened an item: what is inside is read where it was not yet, or where it is only ever read when it is
 * opened. Null where they have no such item. Call it in a transaction.
 */
export async function openItem(
  db: Queryable,
  { itemId, ...opened }: Opened & { readonly itemId: number },
): Promise<OpenedJob | null> {
  const item = await readItemFreshness(db, { userId: opened.userId, itemId })
  if (!item) return null
  return isItemStale(item, opened.now) ? read(db, opened, { table: 'items', id: itemId }) : { jobId: null }
}

const hourMs = 3_600_000

function isCourseStale({ courseReadAt, credential }: CourseFreshness, now: Date): boolean {
  return credential !== null && isOlder(courseReadAt, 24 * hourMs, now)
}

/** Modules with an inside that no page shows but their own. */
const modulesWithInside: ReadonlySet<string> = new Set([
  'assign',
  'book',
  'folder',
  'forum',
  'page',
  'quiz',
  'url',
])

function isItemStale({ courseReadAt, credential, detail, modname }: ItemFreshness, now: Date): boolean {
  if (credential === null) return false
  if (detail !== 'full') return true
  // Through the website what is inside is read at no other time than this.
  return credential === 'session' && modulesWithInside.has(modname) && isOlder(courseReadAt, hourMs, now)
}

const isOlder = (at: Date | null, ageMs: number, now: Date): boolean =>
  at === null || at.getTime() < now.getTime() - ageMs

async function read(
  db: Queryable,
  { now, ...job }: Opened,
  row: { readonly table: 'courses' | 'items'; readonly id: number },
): Promise<OpenedJob> {
  await markWanted(db, { ...row, userId: job.userId, at: now })
  const { jobId } = await enqueueSync(db, { ...job, trigger: 'opened' })
  return { jobId }
}
