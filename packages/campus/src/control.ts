import type { Cores } from './cores.ts'
import type { Counters } from './counters.ts'
import type { CallFilter, CounterState } from './counters.ts'
import { EditError, applyEdit } from './edits.ts'
import type { Edit, EditResult } from './edits.ts'
import type { Fault, FaultBox, FaultInput } from './faults.ts'
import type { Course } from './seed/model.ts'
import type { SiteSettings } from './site-settings.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'
import type { createWaiters } from './waiters.ts'
import type { Sessions } from './website/sessions.ts'

/** Milliseconds the campus waits before each request, and before each call within it. */
export type Delay = { requestMs: number; callMs: number }

/** Requests wait for one of the site's cores and hold it for what costs.ts says; null is off. */
export type CostModel = { cores?: number } | null
const defaultCores = 2

/** What tests hold the campus by. Over HTTP the same stands under /__control. */
export type CampusControl = {
  setDelay(delay: Partial<Delay>): void
  /** What requests cost, with 2 cores unless given. Off at the start. */
  setCostModel(model: CostModel): void
  /** What kind of Moodle this is, until reset. */
  setSite(change: Partial<SiteSettings>): void
  addFault(fault: FaultInput): Fault
  clearFault(id: number): void
  /** All of them: requests that hang are served then. */
  clearFaults(): void
  /** The student's token is expired from now on: one `accessexception`, then `invalidtoken`. */
  expireToken(username: string): void
  /** The student's sessions on the website are over: pages lead to the sign-in page from now on. */
  expireSession(username: string): void
  /** @throws EditError when what is to be edited is not there */
  edit(username: string, edit: Edit): EditResult
  discardEdits(): void
  /** The student's courses with sections and items, ids and all. */
  listCourses(username: string): Course[]
  readCounters(): CounterState
  countCalls(filter?: CallFilter): number
  resetCounters(): void
  /** No delay, no costs, no faults, no edits, the site as at the start, counters at zero. */
  reset(): void
  /** Resolves once `count` (1) fitting calls have been begun since the counters were last reset. */
  waitForCall(filter: CallFilter & { count?: number }, signal?: AbortSignal): Promise<void>
  /** Resolves once so many requests have arrived, of one function or of all. */
  waitForRequests(filter: { function?: string; count: number }, signal?: AbortSignal): Promise<void>
  /** Resolves once the fault has struck `count` (1) times, or was cleared. */
  waitForFault(id: number, count?: number, signal?: AbortSignal): Promise<void>
  /** Called at every request's arrival. Returns what ends it. */
  onRequest(listener: (request: ArrivedRequest) => void): () => void
  readState(): {
    url: string
    delay: Delay
    costModel: { cores: number } | null
    site: SiteSettings
    faults: Fault[]
    counters: CounterState
  }
}

export type ArrivedRequest = { name: string; username: string | undefined; functions: string[] }

export type ControlParts = {
  site: Site
  startSettings: SiteSettings
  tokens: TokenStore
  sessions: Sessions
  counters: Counters
  faults: FaultBox
  delay: Delay
  cores: Cores
  waiters: ReturnType<typeof createWaiters>
  requestListeners: Set<(request: ArrivedRequest) => void>
  readUrl: () => string
}

export function createControl(parts: ControlParts): CampusControl {
  const { site, tokens, sessions, counters, faults, delay, cores, waiters, requestListeners } = parts

  const requirePerson = (username: string) => {
    const person = site.content.findPerson(username)
    if (person === undefined) throw new EditError(`no account ${username}`)
    return person
  }

  const control: CampusControl = {
    setDelay: (change) => void Object.assign(delay, change),
    setCostModel: (model) => cores.setCount(model === null ? null : (model.cores ?? defaultCores)),
    setSite: (change) => void Object.assign(site.settings, change),
    addFault: (fault) => faults.add(fault),
    clearFault: (id) => faults.clear(id),
    clearFaults: () => faults.clearAll(),
    expireToken: (username) => tokens.expire(requirePerson(username).username),
    expireSession: (username) => sessions.expire(requirePerson(username).username),
    edit: (username, edit) => applyEdit(site, requirePerson(username), edit),
    discardEdits: () => site.discardEdits(),
    listCourses: (username) => site.listCourses(requirePerson(username)),
    readCounters: () => counters.read(),
    countCalls: (filter) => counters.countCalls(filter),
    resetCounters: () => counters.reset(),
    reset: () => {
      control.setDelay({ requestMs: 0, callMs: 0 })
      control.setCostModel(null)
      control.setSite(parts.startSettings)
      faults.clearAll()
      site.discardEdits()
      counters.reset()
    },
    waitForCall: ({ count = 1, ...filter }, signal) =>
      waiters.waitUntil(() => counters.countCalls(filter) >= count, signal),
    waitForRequests: (filter, signal) =>
      waiters.waitUntil(() => counters.countRequests(filter.function) >= filter.count, signal),
    waitForFault: (id, count = 1, signal) => {
      const isOver = () => faults.hitsOf(id) >= count || !faults.list().some((fault) => fault.id === id)
      return waiters.waitUntil(isOver, signal)
    },
    onRequest: (listener) => {
      requestListeners.add(listener)
      return () => requestListeners.delete(listener)
    },
    readState: () => ({
      url: parts.readUrl(),
      delay: { ...delay },
      costModel: describeCores(cores),
      site: { ...site.settings },
      faults: faults.list(),
      counters: counters.read(),
    }),
  }
  return control
}

function describeCores(cores: Cores) {
  const count = cores.readCount()
  return count === null ? null : { cores: count }
}
