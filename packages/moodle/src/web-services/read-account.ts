import type { Delay } from '../retry-request.ts'
import type { AccountPart, AccountRequest, ReaderOptions } from '../site.ts'
import { planAccount } from './account-calls.ts'
import { assignmentList } from './assignments.ts'
import { chooseBatchLimits } from './batch-size.ts'
import { CallQueue, firstCourseRank } from './call-queue.ts'
import { maxBatchCalls } from './calls.ts'
import type { Connection } from './connection.ts'
import { startAssembly } from './course-assembly.ts'
import { groupForLists, orderCourses } from '../course-order.ts'
import { planLists } from './list-calls.ts'
import type { MapContext } from '../answers/map-context.ts'
import { runCalls } from './run-calls.ts'

interface AccountReading {
  readonly connection: Connection
  readonly options: ReaderOptions
  readonly delay: Delay
  readonly now: Date
  readonly site: {
    readonly moodleUserId: number
    readonly context: MapContext
    readonly offers: (functionName: string) => boolean
    readonly hasBatches: boolean
  }
}

/** The dearest list of a group takes no longer: its courses are whole before those of the next are asked about. */
const maxListMs = 400
/** A group's lists come before its first course. */
const beforeCourse = 0.5

/**
 * Plans every call that is known to be needed and runs them all in one order: each course's calls stand together, the
 * current courses before the past, a group's lists before its courses. What a list or a grade tells adds calls.
 */
export function readAccount(
  request: AccountRequest,
  reading: AccountReading,
): AsyncGenerator<AccountPart, void, undefined> {
  const { connection, options, now, site } = reading
  const { meter } = connection
  const { costs } = meter
  const { offers, moodleUserId } = site
  const queue = new CallQueue(costs)
  const ready: AccountPart[] = []
  const plan = queue.add.bind(queue)
  const give = (part: AccountPart) => void ready.push(part)

  const courses = orderCourses(request.read, now)
  const [first] = courses
  const isUrgent = first !== undefined && !request.known.has(first.moodleId)
  const lowestRank = isUrgent ? firstCourseRank : firstCourseRank + 1
  const members = courses.map((course, index) => {
    const known = request.known.get(course.moodleId) ?? null
    const assembly = startAssembly({
      course,
      rank: lowestRank + index,
      moodleUserId,
      context: { ...site.context, offers, now, known },
      plan,
      onReading: (each) => give({ kind: 'course', reading: each }),
    })
    return { course, assembly, rank: lowestRank + index }
  })
  const oneCourse = { function: assignmentList.functionName, args: {}, courseMoodleId: null, coursesAsked: 1 }
  const maxCourses = Math.max(1, Math.floor(maxListMs / Math.max(1, costs.callMs(oneCourse))))
  const groups = groupForLists(members, { now, maxCourses, firstAlone: isUrgent }).map((group) => ({
    assemblies: group.map(({ assembly }) => assembly),
    rank: (group[0]?.rank ?? lowestRank) - beforeCourse,
  }))
  planLists(groups, { ...site.context, offers, plan })
  if (request.account) {
    const isFirst = request.known.size === 0
    planAccount({ courses: request.courses, isFirst }, { ...site.context, now, offers, plan, give })
  }

  return runCalls({
    connection,
    queue,
    ready,
    limits: (state) =>
      chooseBatchLimits({
        ...state,
        plannedMs: queue.costMs,
        mostInFlight: options.requestsInFlight,
        requestMs: costs.requestMs,
        slowness: meter.slowness,
        requestTimeoutMs: options.requestTimeoutMs,
        maxCalls: site.hasBatches ? Math.min(state.maxCalls, maxBatchCalls) : 1,
      }),
    signal: options.signal,
    delay: reading.delay,
    requestsInFlight: options.requestsInFlight,
    busyTries: options.requestTries,
    isUrgent,
  })
}
