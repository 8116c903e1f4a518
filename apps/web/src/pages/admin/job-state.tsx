import type { AdminJob, JobState } from '@spike/contract'
import { useLanguage } from '../../language/language-context.tsx'

export function JobStateChip(props: { state: JobState }) {
  const { t } = useLanguage()
  return <span class={`chip chip-${props.state}`}>{t(`jobStates.${props.state}`)}</span>
}

/** Seconds from the start to the end, or until now; null before the start. */
export function jobSeconds(job: Pick<AdminJob, 'startedAt' | 'finishedAt'>, nowMs: number): number | null {
  if (job.startedAt === null) return null
  return Math.max(
    0,
    ((job.finishedAt ? Date.parse(job.finishedAt) : nowMs) - Date.parse(job.startedAt)) / 1000,
  )
}
