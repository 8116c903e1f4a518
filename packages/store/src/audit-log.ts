import type { Queryable } from './database.ts'

export interface AuditEntry {
  /** Null where students did it to what is theirs. */
  readonly staffId: string | null
  readonly action: 'staff.login' | 'job.retry' | 'job.cancel' | 'account.delete'
  /** What it was done to: `job:<id>`, `staff:<id>`, `institution:<id>`. */
  readonly target: string
  readonly requestId: string
  readonly data?: Readonly<Record<string, string | number | null>>
}

/** Says who did what. Written in the transaction that does it. */
export async function writeAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      staff_id: entry.staffId,
      action: entry.action,
      target: entry.target,
      request_id: entry.requestId,
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute()
}
