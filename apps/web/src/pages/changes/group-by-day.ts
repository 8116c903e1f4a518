import type { Change } from '@spike/contract'

export interface DayOfChanges {
  /** `2026-11-2`, by the device's calendar. */
  readonly key: string
  /** A moment of that day, in ISO 8601. */
  readonly at: string
  readonly changes: readonly Change[]
}

/** Changes by the day they were found, in the order they come in. */
export function groupByDay(changes: readonly Change[]): DayOfChanges[] {
  const byDay = Map.groupBy(changes, ({ at }) => {
    const day = new Date(at)
    return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`
  })
  return Array.from(byDay, ([key, ofDay]) => ({ key, at: ofDay[0]?.at ?? '', changes: ofDay }))
}
