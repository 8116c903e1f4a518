import { MoodleError } from '../errors.ts'
import { isFunctionRefused, isRefusal, notOffered } from '../call-failures.ts'
import type { CourseAssembly } from './course-assembly.ts'
import { split } from '../course-order.ts'
import { type ListKind, factsFunction, listKinds } from './list-kinds.ts'
import type { MapContext } from '../answers/map-context.ts'
import type { CallSubject, PlanCalls, PlannedCall } from './planned-call.ts'

interface ListContext extends MapContext {
  readonly offers: (functionName: string) => boolean
  readonly plan: PlanCalls
}

interface ListGroup {
  readonly assemblies: readonly CourseAssembly[]
  readonly rank: number
}

/** Few steps from 40 courses to the one that breaks their list: each step may cost a timeout. */
const partsOfFailed = 4
/** More in a row, and it is the list that fails, not a course. */
const maxFailuresInARow = 10

/**
 * Plans the lists for groups of courses, by id. A list that fails is asked for again in parts, down to the course that
 * breaks it: that one fails alone.
 */
export function planLists(groups: readonly ListGroup[], context: ListContext): void {
  const kinds = listKinds(context)
  const refuse = ({ functionName }: ListKind) =>
    new MoodleError('moodle.access_denied', { detail: notOffered, functionName })
  for (const group of groups) {
    for (const kind of kinds) {
      if (context.offers(kind.functionName)) context.plan([makeCall(kind, group, null)])
      else giveUp(kind, group.assemblies, refuse(kind))
    }
  }

  function makeCall(kind: ListKind, group: ListGroup, apart: CallSubject['apart']): PlannedCall {
    const { assemblies, rank } = group
    const { functionName } = kind
    const isDivisible = assemblies.length > 1 && !kind.isOptional
    const ids = assemblies.map(({ courseMoodleId }) => courseMoodleId)
    const subject: CallSubject = {
      apart,
      get ended() {
        return assemblies.every(({ ended }) => ended)
      },
    }
    return {
      function: functionName,
      args: functionName === factsFunction ? { field: 'ids', value: ids.join(',') } : { courseids: ids },
      courseMoodleId: ids.length === 1 ? (ids[0] ?? null) : null,
      coursesAsked: ids.length,
      canAskLess: isDivisible,
      subject,
      rank,
      busyTries: 0,
      accept(data) {
        kind.share(data, assemblies)
        kind.failuresInARow = 0
      },
      fail(error) {
        kind.failuresInARow += 1
        const isOneCourses = isDivisible && !isFunctionRefused(error)
        if (!isOneCourses || kind.failuresInARow > maxFailuresInARow) return giveUp(kind, assemblies, error)
        for (const some of split(assemblies, Math.ceil(assemblies.length / partsOfFailed)))
          context.plan([makeCall(kind, { assemblies: some, rank }, subject.apart)])
      },
    }
  }
}

function giveUp(kind: ListKind, assemblies: readonly CourseAssembly[], error: MoodleError): void {
  for (const assembly of assemblies) {
    if (kind.isOptional || isRefusal(error)) kind.forgo(assembly)
    else assembly.fail(error)
  }
}
