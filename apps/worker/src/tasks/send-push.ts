import type { GuardedPoster } from '@spike/moodle'
import {
  addPushRetry,
  type Database,
  forgetPushEndpoint,
  listPushTargets,
  markTold,
  noteRefusedPush,
  type PushKeys,
  type PushTarget,
  readNews,
  readOrMakePushKeys,
  type Sealer,
} from '@spike/store'
import type { Task } from 'graphile-worker'
import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import { z } from 'zod'
import { composeMessage } from '../push/compose-message.ts'
import { type PushOutcome, sendMessage } from '../push/send-message.ts'

const payloadSchema = z.strictObject({ userId: z.uuid(), tries: z.int().nonnegative() })

/** Before the next try, by how many there were; after the last one the news is left to the page. */
const retryDelaysMs = [60_000, 5 * 60_000, 30 * 60_000] as const
const longestDelayMs = 60 * 60_000

interface SendPushOptions {
  readonly db: Database
  readonly log: Logger
  readonly poster: GuardedPoster
  readonly registry: Registry
  readonly sealer: Sealer
  /** Null where they are the database's own. */
  readonly keys: PushKeys | null
  readonly contact: string
}

/**
 * The task `send_push`: tells a student's browsers what is new since they were last told, each with one notification.
 * Told twice (a worker that died in between) is the same notification again, which the browser shows once.
 */
export function createSendPushTask(options: SendPushOptions): Task {
  const { db, log, sealer } = options
  const sent = new Counter({
    name: 'spike_push_messages_total',
    help: 'Notifications given to push services, by what came of it',
    labelNames: ['outcome'],
    registers: [options.registry],
  })

  return async (payload, { abortSignal }) => {
    const { userId, tries } = payloadSchema.parse(payload)
    const targets = await listPushTargets(db, userId)
    if (targets.length === 0) return
    const afterChangeId = Math.min(...targets.map(({ toldChangeId }) => toldChangeId))
    const read = await readNews(db, { userId, afterChangeId })
    const keys = options.keys ?? (await readOrMakePushKeys(db, sealer))
    const isLastTry = tries >= retryDelaysMs.length

    async function tell(target: PushTarget): Promise<PushOutcome | null> {
      const [newest, ...rest] = read?.news.filter(({ changeId }) => changeId > target.toldChangeId) ?? []
      if (!read || !newest) return null
      const message = composeMessage([newest, ...rest], read.language)
      const outcome = await sendMessage(target, message, { ...options, keys, signal: abortSignal })
      sent.inc({ outcome: outcome.kind })
      if (outcome.kind === 'gone') await forgetPushEndpoint(db, target.endpoint)
      else if (outcome.kind === 'refused') await noteRefusedPush(db, target.endpoint, newest.changeId)
      else if (outcome.kind === 'sent' || isLastTry) await markTold(db, target.endpoint, newest.changeId)
      return outcome
    }

    const outcomes = (await Promise.all(targets.map(tell))).filter((outcome) => outcome !== null)
    const waits = outcomes.flatMap((outcome) => (outcome.kind === 'later' ? [outcome.retryAfterMs ?? 0] : []))
    if (waits.length > 0 && !isLastTry) {
      const delayMs = Math.min(longestDelayMs, Math.max(retryDelaysMs[tries] ?? 0, ...waits))
      await addPushRetry(db, { userId, tries: tries + 1, delayMs })
    }
    const counts = Object.fromEntries(
      Array.from(
        Map.groupBy(outcomes, ({ kind }) => kind),
        ([kind, group]) => [kind, group.length],
      ),
    )
    // Neither who nor where: an endpoint is a secret of the browser's.
    if (outcomes.length > 0) log.info({ tries, ...counts }, 'notifications sent')
  }
}
