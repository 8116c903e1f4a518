import type { ItemMaker } from './item-maker.ts'
import type { CourseFacts } from './model.ts'
import type { Chance } from './prng.ts'
import { topics } from './subjects.ts'

/** What whoever makes a part of a course draws on. */
export type MaterialsInput = { facts: CourseFacts; make: ItemMaker; chance: Chance; now: number }

const weekSeconds = 7 * 86_400

export function topicOf(facts: CourseFacts, number: number): string {
  const list = topics[facts.field][facts.language]
  return list[(number - 1) % list.length] as string
}

/** The time something of that week was put up, never later than the day the campus was made. */
export function putUpAt({ facts, chance, now }: MaterialsInput, week: number): number {
  return Math.min(
    facts.startdate + week * weekSeconds + chance.between(0, 100_000),
    now - chance.between(3600, 90_000),
  )
}

export const kilobytes = (chance: Chance, low: number, high: number) =>
  chance.between(low * 1024, high * 1024)
