import { sql } from 'kysely'
import type { Child } from './child.ts'
import { countWritten, readRowVersions } from '../support/row-versions.ts'
import { enqueueSyncs, waitForCompleted } from './jobs.ts'
import { addInstitution, signInStudent, type Student } from './students.ts'
import type { Workbench } from './workbench.ts'

/** One sync at a campus whose requests cost its processor what MOODLE.md's table says. Figures of one run. */
export interface SiteCostFigures {
  readonly what: string
  readonly courses: number
  /** Courses that this sync read. */
  readonly coursesRead: number
  /** After signing in. */
  readonly requests: number
  readonly mostRequests: number
  /** What all requests cost the site, on one core. */
  readonly costSeconds: number
  /** From the commit that queued it to its end. */
  readonly seconds: number
  /** Seconds over the costs shared by the site's cores: 1 is a site that never idles and a Spike that adds nothing. */
  readonly ratio: number
  /** When the first course was saved, as a share of the seconds; null where only requests are counted. */
  readonly firstCourseShare: number | null
  /** Cost as a share of the first sync's; null for a first one. */
  readonly shareOfFirst: number | null
  /** Rows of the student's data that the sync wrote, the mark that a course was read not counted. */
  readonly rowsWritten: number | null
  readonly workerCpuSeconds: number
  /** Which of the counted bars it does not keep. */
  readonly missed: readonly string[]
}

const cores = 2
/** What a second sync may cost of the first. */
const mostOfFirst = 0.3
/** Both have 40 courses: 8 in progress, one to come, the others ended long ago. */
const fortyCourses = 'demo'
const fortyOthers = 'settled'
/** 120 courses, 24 in progress. */
const manyCourses = 'many'

/** What a first sync may do without: the first bar counts requests without them. */
const extras = [
  'mod_forum_get_forum_discussions',
  'mod_quiz_get_user_attempts',
  'mod_quiz_get_user_best_grade',
  'message_popup_get_popup_notifications',
  'core_calendar_get_calendar_events',
  'core_course_get_courses_by_field',
]

/** Syncs on a site that is as slow as a real one: the cost table of MOODLE.md, two cores. */
export async function measureSiteCosts(bench: Workbench): Promise<SiteCostFigures[]> {
  const { campus } = bench
  for (const username of [fortyCourses, fortyOthers, manyCourses]) await campus.prepareCourses(username)
  const worker = await bench.startWorker()
  let institutions = 0
  const newStudent = async (username: string) => {
    const institutionId = `site-costs-${institutions++}`
    await addInstitution(bench, institutionId)
    return signInStudent(bench, { username, institutionId })
  }
  const run = (what: string, student: Student, bars: Bars) => runSync({ bench, worker, student, what, bars })
  await campus.setCostModel({ cores })
  try {
    await campus.setSite({ withoutFunctions: extras })
    const bareSync = async (what: string) => run(what, await newStudent(fortyCourses), { mostRequests: 24 })
    // Its ratio holds what V8 compiles and connections that open, once in a worker's life.
    const cold = await bareSync('the same by a worker that has just started')
    const bare = await bareSync('first sync: courses, contents, grades, submissions, quizzes, forums, events')
    await campus.setSite({ withoutFunctions: [] })
    const known = await newStudent(fortyCourses)
    const first = await run('first sync: everything', known, { mostRequests: 40 })
    const second = await run('second sync, nothing changed', known, { mostRequests: 12, first })
    const next = await signInStudent(bench, { username: fortyOthers, institutionId: known.institutionId })
    const learnt = await run("the site's next student, by costs learnt", next, { mostRequests: 40 })
    const many = await newStudent(manyCourses)
    const manyFirst = await run('first sync: everything', many, { mostRequests: 120 })
    const manySecond = await run('second sync, nothing changed', many, { mostRequests: 36, first: manyFirst })
    return [
      bare,
      cold,
      first,
      second,
      learnt,
      manyFirst,
      manySecond,
      ...(await measureWebsite(bench, worker, newStudent)),
    ]
  } finally {
    await campus.setCostModel(null)
    await campus.setSite({ withoutFunctions: [], webServices: true, release: '4.5' })
    await worker.stop()
  }
}

/** The same student at sites without web services: pages of one session come one after another. */
async function measureWebsite(
  bench: Workbench,
  worker: Child,
  newStudent: (username: string) => Promise<Student>,
): Promise<SiteCostFigures[]> {
  const figures: SiteCostFigures[] = []
  for (const release of ['3.11', '4.1', '4.5'] as const) {
    await bench.campus.setSite({ webServices: false, release })
    const student = await newStudent(fortyCourses)
    const pagesACourse = release === '3.11' ? 3 : 2
    const bars = { mostRequests: 6, pagesACourse }
    const through = { bench, worker, student }
    const first = await runSync({ ...through, what: `first sync through the website, ${release}`, bars })
    const what = 'second sync there, nothing changed'
    figures.push(first, await runSync({ ...through, what, bars }))
  }
  return figures
}

interface Bars {
  readonly mostRequests: number
  /** So many more requests for each course read. */
  readonly pagesACourse?: number
  readonly first?: SiteCostFigures
}

async function runSync(options: {
  readonly bench: Workbench
  readonly worker: Child
  readonly student: Student
  readonly what: string
  readonly bars: Bars
}): Promise<SiteCostFigures> {
  const { bench, worker, student, bars } = options
  await bench.campus.resetCounters()
  const before = bars.first && (await readRowVersions(bench.db))
  const cpuBefore = (await worker.readUsage()).cpuMs
  const { jobIds, committedAtMs } = await enqueueSyncs(bench, [student])
  const [job] = await worker.whileAlive(waitForCompleted(bench, { jobIds, lookEveryMs: 20 }))
  if (!job) throw new Error('The sync is gone')
  const workerCpuSeconds = ((await worker.readUsage()).cpuMs - cpuBefore) / 1000
  const { requests, costMs } = await bench.campus.readCounters()
  const saved = await readSavedCourses(bench, jobIds[0] ?? '')
  const seconds = (job.finishedAtMs - committedAtMs) / 1000
  const costSeconds = costMs / 1000
  const rows = before && countWritten(before, await readRowVersions(bench.db))
  const rowsWritten = rows ? Object.values(rows).reduce((sum, count) => sum + count, 0) : null
  const figures = {
    what: options.what,
    courses: saved.courses,
    coursesRead: saved.count,
    requests,
    mostRequests: bars.mostRequests + (bars.pagesACourse ?? 0) * saved.count,
    costSeconds,
    seconds,
    ratio: seconds / (costSeconds / cores),
    firstCourseShare: saved.firstAtMs === null ? null : (saved.firstAtMs - committedAtMs) / 1000 / seconds,
    shareOfFirst: bars.first ? costSeconds / bars.first.costSeconds : null,
    rowsWritten,
    workerCpuSeconds,
  }
  return { ...figures, missed: findMissed(figures) }
}

/** The bars that are counted, not timed: these do not depend on the machine. */
function findMissed(figures: Omit<SiteCostFigures, 'missed'>): string[] {
  const { requests, mostRequests, shareOfFirst, rowsWritten } = figures
  return [
    ...(requests > mostRequests ? ['requests'] : []),
    ...((shareOfFirst ?? 0) > mostOfFirst ? ['cost'] : []),
    ...((rowsWritten ?? 0) > 0 ? ['rows'] : []),
  ]
}

async function readSavedCourses(bench: Workbench, jobId: string) {
  const { rows } = await sql<{ count: number; courses: number; firstAtMs: number | null }>`
    select count(*)::int as count,
      (extract(epoch from min(e.at)) * 1000)::float8 as "firstAtMs",
      (select count(*)::int from courses c where c.user_id = j.user_id and c.gone_at is null) as courses
    from sync_jobs j left join sync_job_events e on e.job_id = j.id and e.kind = 'course_saved'
    where j.id = ${jobId}::uuid group by j.id, j.user_id`.execute(bench.db)
  const [row] = rows
  if (!row) throw new Error('The sync is gone')
  return row
}
