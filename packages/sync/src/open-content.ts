import {
  type CourseFreshness,
  type ItemFreshness,
  markWanted,
  type Opening,
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
 * The student opened a course: one that was not read for a day is read, or one of which some items are known by name
 * alone, once an hour at most. Null where they have no such course. Call it in a transaction.
 */
export async function openCourse(
  db: Queryable,
  { courseId, ...opened }: Opened & { readonly courseId: number },
): Promise<OpenedJob | null> {
  const course = await readCourseFreshness(db, { userId: opened.userId, courseId })
  if (!course) return null
  return isCourseStale(course, opened.now) ? read(db, opened, { courseId, itemId: null }) : { jobId: null }
}

/**
 * The student opened an item: what is inside is read where it was not yet, or where it is only ever read when it is
 * opened, once an hour at most. Null where they have no such item. Call it in a transaction.
 */
export async function openItem(
  db: Queryable,
  { itemId, ...opened }: Opened & { readonly itemId: number },
): Promise<OpenedJob | null> {
  const item = await readItemFreshness(db, { userId: opened.userId, itemId })
  if (!item) return null
  return isItemStale(item, opened.now)
    ? read(db, opened, { courseId: item.courseId, itemId })
    : { jobId: null }
}

const hourMs = 3_600_000

/** What could not be read is not asked for again at every click. */
const mayAsk = (
  { credential, wantedAt, openedAt }: Omit<CourseFreshness, 'hasListedItems'>,
  now: Date,
): boolean => credential !== null && (wantedAt !== null || isOlder(openedAt, hourMs, now))

function isCourseStale(course: CourseFreshness, now: Date): boolean {
  return mayAsk(course, now) && (course.hasListedItems || isOlder(course.courseReadAt, 24 * hourMs, now))
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

function isItemStale(item: ItemFreshness, now: Date): boolean {
  if (!mayAsk(item, now)) return false
  if (item.detail !== 'full') return true
  // Through the website what is inside is read at no other time than this.
  return item.credential === 'session' && modulesWithInside.has(item.modname)
}

const isOlder = (at: Date | null, ageMs: number, now: Date): boolean =>
  at === null || at.getTime() < now.getTime() - ageMs

async function read(db: Queryable, { now, ...job }: Opened, opening: Opening): Promise<OpenedJob> {
  // First the job, which a run locks first too.
  const { jobId } = await enqueueSync(db, { ...job, trigger: 'opened' })
  await markWanted(db, { userId: job.userId, openings: [opening], at: now })
  return { jobId }
}
