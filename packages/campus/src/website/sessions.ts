import { randomBytes } from 'node:crypto'
import type { SiteSettings } from '../site-settings.ts'

/** What Moodle keeps for one `MoodleSession` cookie. */
export type Session = {
  id: string
  /** undefined until somebody signs in. */
  username: string | undefined
  sesskey: string
  /** Proves that the sign-in form was asked for in this session. */
  logintoken: string
  /** What the sign-in page says once, when it is next shown; `expired` is told by way of one more redirect. */
  notice: 'invalid-login' | 'expired' | 'timed-out' | null
  /** HTML the next page shows above everything else, once. */
  notification: string
  /** Where to go after signing in, below the site's address. */
  wantedPath: string | undefined
  /** The language chosen with `?lang=`. */
  language: SiteSettings['language'] | undefined
  /** From sign-in until the first page: so long launch.php gives a token out. */
  isJustSignedIn: boolean
}

export type Sessions = ReturnType<typeof createSessions>

const randomText = (bytes: number) => randomBytes(bytes).toString('hex')

/** The site's sessions. They live until the campus stops, the student signs out or a test expires them. */
export function createSessions() {
  const sessions = new Map<string, Session>()
  /** The end of what each session has in hand: Moodle locks a session for as long as a page of it is made. */
  const lastWork = new Map<string, Promise<void>>()

  const begin = (facts: Partial<Session> = {}): Session => {
    const session: Session = {
      username: undefined,
      notice: null,
      notification: '',
      wantedPath: undefined,
      language: undefined,
      isJustSignedIn: false,
      ...facts,
      id: randomText(13),
      sesskey: randomText(5),
      logintoken: randomText(16),
    }
    sessions.set(session.id, session)
    return session
  }

  const end = (session: Session) => {
    sessions.delete(session.id)
    lastWork.delete(session.id)
  }

  return {
    begin,
    end,
    find: (id: string | undefined): Session | undefined => (id === undefined ? undefined : sessions.get(id)),
    /** Gives the session a new id, as Moodle does when somebody signs in. */
    signIn(session: Session, username: string): Session {
      end(session)
      return begin({ ...session, username, notice: null, isJustSignedIn: true })
    },
    /** Ends every session of the student: their cookies mean nothing from now on. */
    expire(username: string) {
      for (const session of sessions.values()) if (session.username === username) end(session)
    },
    /** Runs one piece of work of a session after another, in the order they came. */
    async runAlone<T>(id: string | undefined, work: () => Promise<T>): Promise<T> {
      if (id === undefined || !sessions.has(id)) return work()
      const before = lastWork.get(id)
      const { promise, resolve } = Promise.withResolvers<void>()
      lastWork.set(id, promise)
      await before
      try {
        return await work()
      } finally {
        resolve()
        if (lastWork.get(id) === promise) lastWork.delete(id)
      }
    },
  }
}
