import type { SyncStatus } from '@spike/contract'
import { hasEnded } from '@spike/contract/stages'
import { browserClock, browserPage, pollSync, type PollSyncOptions, type SyncPolling } from './poll-sync.ts'

/** A leader that is there answers at once; one that the browser has put to sleep does not. */
const silenceMs = 1000

export interface TabChannel {
  tell(message: unknown): void
  close(): void
}

/** What tabs need to act as one: see `navigator.locks` and `BroadcastChannel`. */
export interface Tabs {
  locks: Pick<LockManager, 'request'>
  /** The listener hears what other tabs tell on a channel of this name. */
  openChannel(name: string, listener: (message: unknown) => void): TabChannel
}

export interface PollTogetherOptions extends PollSyncOptions {
  /** Null where the browser has no locks (or the page is on plain http): then each tab polls for itself. */
  tabs?: Tabs | null
}

type Message =
  /** Who leads? Answered with a `state`. */
  | { kind: 'hello' }
  /** Let the leader poll at once. */
  | { kind: 'ask' }
  /** What the leader knows. */
  | { kind: 'state'; hidden: boolean; status: SyncStatus | null; reconnecting: boolean }

/** One wish to lead: in the queue for the lock, then holding it. */
interface Term {
  readonly leaving: AbortController
  readonly steals: boolean
  polling?: SyncPolling
  release?: () => void
}

/**
 * `pollSync` for a page that may be open in several tabs: the one that holds the sync's lock polls and tells the others,
 * which ask the server nothing. When it is closed the browser gives the lock to the next one. A tab that is seen leads:
 * it takes the lock from one that is hidden, whose timers the browser slows down, and from one that does not answer.
 */
export function pollTogether(options: PollTogetherOptions): SyncPolling {
  const { page = browserPage, clock = browserClock, tabs = browserTabs() } = options
  if (!tabs) return pollSync(options)
  const { locks } = tabs
  const name = `spike.sync.${options.jobId}`
  const channel = tabs.openChannel(name, (message) => hear(message as Message))
  let known: { status: SyncStatus | null; reconnecting: boolean } = { status: null, reconnecting: false }
  let term: Term = { leaving: new AbortController(), steals: false }
  let silence: number | undefined
  let stopped = false

  const tell = (message: Message) => channel.tell(message)
  const tellState = () => tell({ kind: 'state', hidden: page.isHidden(), ...known })

  function learn(status: SyncStatus | null, reconnecting: boolean): void {
    const isNews = status !== null && (known.status === null || status.rev >= known.status.rev)
    const isTurn = reconnecting !== known.reconnecting
    known = { status: isNews ? status : known.status, reconnecting }
    if (isTurn) options.onReconnecting(reconnecting)
    if (isNews) options.onStatus(status)
    if (isNews && hasEnded(status.status)) stop()
  }

  /** Gets in the queue for the lock, or takes it from whoever has it. */
  function wantLead({ steal = false } = {}): void {
    if (term.steals && !term.polling) return
    const own: Term = { leaving: new AbortController(), steals: steal }
    const before = term
    term = own
    before.leaving.abort()
    const wish = steal ? { steal } : { signal: own.leaving.signal }
    locks
      .request(name, wish, () => (term === own && !stopped ? lead(own) : undefined))
      .catch(() => {
        const led = own.polling !== undefined
        own.polling?.stop()
        if (stopped || term !== own) return
        // A tab that is seen has taken the lead. Where the lock could not even be asked for, this one polls for itself.
        if (led) wantLead()
        else void lead(own)
      })
  }

  function lead(own: Term): Promise<void> {
    clock.clearTimeout(silence ?? 0)
    const lasting = new Promise<void>((resolve) => (own.release = resolve))
    own.polling = pollSync({
      ...options,
      onStatus(status) {
        known = { ...known, status }
        // Another tab may have been told that the connection is lost: the first answer says that it is back.
        const wasLost = known.reconnecting
        known.reconnecting = false
        tellState()
        if (wasLost) options.onReconnecting(false)
        options.onStatus(status)
        if (hasEnded(status.status)) stop()
      },
      onReconnecting(reconnecting) {
        known = { ...known, reconnecting }
        tellState()
        options.onReconnecting(reconnecting)
      },
      onRefused(error) {
        // The next in the queue asks for itself, and is refused itself.
        stop()
        options.onRefused(error)
      },
    })
    return lasting
  }

  /** Asks who leads; a tab that is seen does not wait for one that sleeps. */
  function greet(): void {
    tell({ kind: 'hello' })
    clock.clearTimeout(silence ?? 0)
    silence = clock.setTimeout(() => {
      if (!stopped && !term.polling && !page.isHidden()) wantLead({ steal: true })
    }, silenceMs)
  }

  function stop(): void {
    if (stopped) return
    stopped = true
    clock.clearTimeout(silence ?? 0)
    stopListening()
    term.polling?.stop()
    term.leaving.abort()
    term.release?.()
    channel.close()
  }

  function hear(data: Message): void {
    if (stopped) return
    if (data.kind === 'hello') {
      if (term.polling) tellState()
    } else if (data.kind === 'ask') term.polling?.pollNow()
    // A leader hears another only while it is being replaced.
    else if (!term.polling) {
      clock.clearTimeout(silence ?? 0)
      learn(data.status, data.reconnecting)
      if (!stopped && data.hidden && !page.isHidden()) wantLead({ steal: true })
    }
  }

  const stopListening = page.listen((signal) => {
    if (signal !== 'visible' && signal !== 'hidden') return
    if (term.polling) tellState()
    else if (signal === 'visible') greet()
  })

  wantLead()
  greet()

  return {
    pollNow() {
      if (stopped) return
      if (term.polling) term.polling.pollNow()
      else tell({ kind: 'ask' })
    },
    stop,
  }
}

function browserTabs(): Tabs | null {
  if (!('locks' in navigator) || typeof BroadcastChannel !== 'function') return null
  return {
    locks: navigator.locks,
    openChannel(name, listener) {
      const channel = new BroadcastChannel(name)
      channel.addEventListener('message', (event) => listener(event.data))
      return {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
        tell: (message) => channel.postMessage(message),
        close: () => channel.close(),
      }
    },
  }
}
