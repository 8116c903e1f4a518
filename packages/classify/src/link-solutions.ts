import type { ItemKind } from '@spike/contract'
import { readCues, weightOf } from './cues.ts'
import { splitFileName } from './text.ts'

export interface LinkableItem {
  id: string | number
  kind: ItemKind
  number: string | null
  name: string
  section?: string | null
}

export interface SolutionLink<Id> {
  itemId: Id
  solutionId: Id
}

type Family = 'assignment' | 'exam' | 'tutorial' | 'quiz' | 'lab'
const familyOfKind: Partial<Record<ItemKind, Family>> = {
  assignment: 'assignment',
  exam: 'exam',
  past_exam: 'exam',
  tutorial: 'tutorial',
  quiz: 'quiz',
  lab: 'lab',
}
const families: readonly Family[] = ['assignment', 'exam', 'tutorial', 'quiz', 'lab']
/** Below this, two names have too little in common to be one work and its solution. */
const leastScore = 2

/** Pairs the works of one course (homework, exams, quizzes, tutorials) with their solutions; each item and each solution at most once. */
export function linkSolutions<Item extends LinkableItem>(items: readonly Item[]): SolutionLink<Item['id']>[] {
  const works = items.filter((item) => familyOfKind[item.kind]).map(describe)
  const solutions = items.filter((item) => item.kind === 'solution').map(describe)
  const candidates = solutions.flatMap((solution) =>
    works
      .map((work) => ({ work, solution, score: scorePair(work, solution) }))
      .filter(({ score }) => score >= leastScore),
  )
  const taken = new Set<Described<Item>>()
  const links: SolutionLink<Item['id']>[] = []
  for (const { work, solution } of candidates.toSorted((a, b) => b.score - a.score)) {
    if (taken.has(work) || taken.has(solution)) continue
    taken.add(work).add(solution)
    links.push({ itemId: work.item.id, solutionId: solution.item.id })
  }
  return links
}

interface Described<Item> {
  item: Item
  family: Family | null
  /** Words and numbers that tell it from others of its kind: the year, the sitting, the topic. */
  marks: Set<string>
  years: Set<string>
  sitting: string | null
}

function describe<Item extends LinkableItem>(item: Item): Described<Item> {
  const { tokens, cues } = readCues(splitFileName(item.name).words)
  const inCue = (index: number) => cues.some((cue) => cue.from <= index && index < cue.to)
  const told = tokens.filter((token, index) => token.type !== 'symbol' && !inCue(index))
  const named = families.find((family) =>
    cues.some(
      (cue) => weightOf(cue, family) === 3 || (family === 'exam' && weightOf(cue, 'past_exam') === 3),
    ),
  )
  const sitting = cues.find((cue) => weightOf(cue, 'sitting'))
  return {
    item,
    family: item.kind === 'solution' ? (named ?? null) : (familyOfKind[item.kind] ?? null),
    marks: new Set(told.map((token) => token.key.replace(/^0+(?=\d)/, ''))),
    years: new Set(told.filter((token) => /^(?:19|20)\d\d$|^תש/.test(token.key)).map((token) => token.key)),
    sitting: sitting ? (tokens[sitting.to]?.key ?? null) : null,
  }
}

function scorePair<Item extends LinkableItem>(work: Described<Item>, solution: Described<Item>): number {
  if (solution.family !== null && solution.family !== work.family) return 0
  // A nameless "Solution 3" is most often that of homework 3.
  if (solution.family === null && work.family !== 'assignment' && work.item.section !== solution.item.section)
    return 0
  if (work.item.number !== solution.item.number) return 0
  if (work.sitting !== solution.sitting && work.sitting !== null && solution.sitting !== null) return 0
  if (work.years.size > 0 && solution.years.size > 0 && countCommon(work.years, solution.years) === 0)
    return 0
  const common = countCommon(work.marks, solution.marks)
  let score = common / (1 + Math.max(work.marks.size, solution.marks.size))
  if (work.item.number !== null) score += 2
  if (solution.family !== null) score += 0.5
  if (work.item.section != null && work.item.section === solution.item.section) score += 0.25
  if (work.item.number === null && common > 0) score += 1.5
  if (work.sitting !== null && work.sitting === solution.sitting) score += 0.5
  return score
}

function countCommon(one: Set<string>, other: Set<string>): number {
  return [...one].filter((value) => other.has(value)).length
}
