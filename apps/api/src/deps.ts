import type { HttpBindings } from '@hono/node-server'
import type { ErrorCode, Language } from '@spike/contract'
import type { Translate } from '@spike/contract/words'
import type { Moodle } from '@spike/moodle'
import type { OpenDatabase, Sealer, StaffSession, StudentSession } from '@spike/store'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Lifecycle } from './lifecycle.ts'
import type { JobWatch } from './progress/job-watch.ts'
import type { RecentReads } from './progress/recent-reads.ts'
import type { ApiSettings } from './settings.ts'

/** What the routes need. Whoever starts the api makes these and closes them. */
export interface AppDeps {
  readonly database: OpenDatabase
  readonly moodle: Pick<Moodle, 'signIn' | 'makeLaunch' | 'signInByPaste' | 'openFile'>
  readonly sealer: Sealer
  readonly logger: Logger
  readonly registry: Registry
  readonly now: () => Date
  readonly settings: ApiSettings
  /** The folder of the built web app. */
  readonly webDir: string
  readonly jobWatch: JobWatch
  readonly recentReads: RecentReads
  readonly lifecycle: Lifecycle
}

export interface AppEnv {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    language: Language
    translate: Translate
    log: Logger
    /** These four for the log line alone. */
    errorCode?: ErrorCode
    userId?: string
    staffId?: string
    jobId?: string
    student: StudentSession
    staff: StaffSession
  }
}
