import type { Language } from '@spike/contract'

/**
 * Made of what the answer depends on, not of the answer: nothing has to be written to know that it is the same.
 */
export function statusETag(
  job: { readonly id: string; readonly rev: number },
  { queuePosition, language }: { readonly queuePosition: number | null; readonly language: Language },
): string {
  return `"${job.id}.${job.rev}.${queuePosition ?? '-'}.${language}"`
}

/** Whether an If-None-Match header names the tag. */
export function matchesETag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((candidate) => {
    const tag = candidate.trim()
    return tag === '*' || tag === etag || tag === `W/${etag}`
  })
}

const longestWaitSeconds = 60

/** The seconds of a `Prefer: wait=N` (RFC 7240), 60 at most; null where there is none. */
export function preferredWaitSeconds(prefer: string | undefined): number | null {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(prefer ?? '')?.[1]
  if (seconds === undefined || Number(seconds) === 0) return null
  return Math.min(Number(seconds), longestWaitSeconds)
}
