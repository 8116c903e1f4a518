/** Whom a fault strikes. Left out means all; what is given must all fit. */
export type FaultScope = {
  username?: string
  /** A web service function, or `login/token.php`, `pluginfile.php`, `course/view.php` and so on: a page by its path. */
  function?: string
  courseId?: number
}

export type FaultBehaviour =
  /** No answer until the fault is cleared (then it is served after all) or the client gives up. */
  | { kind: 'timeout' }
  /** The connection is reset. */
  | { kind: 'reset' }
  | { kind: 'too-many-requests'; retryAfterSeconds: number }
  /** 503 with an HTML page. */
  | { kind: 'maintenance-page'; retryAfterSeconds?: number }
  /** 200 with an HTML page where JSON should be. */
  | { kind: 'html' }
  /** The answer breaks off in the middle, JSON or page. */
  | { kind: 'truncated-json' }
  /** 403 with an empty body: web services are off. */
  | { kind: 'forbidden' }
  | { kind: 'site-maintenance' }
  /** The account's token expires as this request arrives. */
  | { kind: 'expired-token' }
  /** The account's sessions on the website end as this request arrives. */
  | { kind: 'expired-session' }
  /** One call answers this error (`errorcoursecontextnotvalid`, `ex_unabletolock` …); in a batch that ends the batch. */
  | { kind: 'ws-error'; errorcode: string; message?: string }

export type FaultInput = FaultBehaviour & {
  scope?: FaultScope
  /** How many times it strikes; without it, until cleared. */
  times?: number
  /** How many fitting requests (calls, for `ws-error`) pass before the first strike. */
  after?: number
}

export type Fault = FaultInput & { id: number; hits: number }

/** What a request is, as far as scopes can tell. */
export type FaultTarget = {
  username: string | undefined
  calls: { function: string; courseId: number | undefined }[]
}

export const faultKinds: ReadonlySet<string> = new Set<FaultBehaviour['kind']>([
  'timeout',
  'reset',
  'too-many-requests',
  'maintenance-page',
  'html',
  'truncated-json',
  'forbidden',
  'site-maintenance',
  'expired-token',
  'expired-session',
  'ws-error',
])

export type FaultBox = ReturnType<typeof createFaultBox>

/** @param onHit called after a fault struck or was cleared */
export function createFaultBox(onHit: () => void) {
  const faults = new Map<number, { fault: Fault; seen: number; cleared: PromiseWithResolvers<void> }>()
  let nextId = 1

  const clear = (id: number) => {
    faults.get(id)?.cleared.resolve()
    faults.delete(id)
    onHit()
  }

  return {
    add(input: FaultInput): Fault {
      const fault: Fault = { ...input, id: nextId, hits: 0 }
      faults.set(nextId, { fault, seen: 0, cleared: Promise.withResolvers() })
      nextId += 1
      return fault
    },
    clear,
    clearAll() {
      for (const id of faults.keys()) clear(id)
    },
    list: (): Fault[] => [...faults.values()].map(({ fault }) => ({ ...fault })),
    hitsOf: (id: number): number => faults.get(id)?.fault.hits ?? 0,
    /** Resolves when the fault is cleared; at once if there is none. */
    whenCleared: (id: number): Promise<void> => faults.get(id)?.cleared.promise ?? Promise.resolve(),

    /** The fault that strikes now, used up by one, or undefined. */
    take(level: 'request' | 'call', target: FaultTarget): Fault | undefined {
      for (const entry of faults.values()) {
        const { fault } = entry
        const isOfLevel = (fault.kind === 'ws-error') === (level === 'call')
        if (!isOfLevel || fault.hits >= (fault.times ?? Infinity) || !fits(fault.scope ?? {}, target))
          continue
        entry.seen += 1
        if (entry.seen <= (fault.after ?? 0)) continue
        fault.hits += 1
        onHit()
        return fault
      }
      return undefined
    },
  }
}

function fits(scope: FaultScope, target: FaultTarget): boolean {
  if (scope.username !== undefined && scope.username !== target.username) return false
  if (scope.function === undefined && scope.courseId === undefined) return true
  return target.calls.some(
    (call) =>
      (scope.function === undefined || scope.function === call.function) &&
      (scope.courseId === undefined || scope.courseId === call.courseId),
  )
}
