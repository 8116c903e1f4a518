import type { JobState } from '@spike/contract'
import { sql } from 'kysely'

/** The state of a job `j`. One that no worker has is waiting, for its first attempt or for the next. */
export const stateOfJob = sql<JobState>`
  case
    when j.finished_at is null then case when j.worker_id is null then 'waiting' else 'running' end
    when j.status = 'completed' then case when j.partial then 'partial' else 'completed' end
    else j.status
  end`
