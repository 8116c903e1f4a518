interface Placed {
  readonly moodle_id: number
  readonly position: number
}

/** Room between two neighbours, so that what comes between them moves neither. */
const step = 1024

/**
 * The rows that were read, at positions that say their order. As many as can keep the position they are stored at, so
 * that what comes, goes or moves writes no row of what stands around it.
 */
export function keepOrder<Row extends Placed>(stored: readonly Placed[], read: readonly Row[]): Row[] {
  const ordered = read.toSorted((a, b) => a.position - b.position)
  const positions = new Map(stored.map((row) => [row.moodle_id, row.position]))
  const before = ordered.map((row) => positions.get(row.moodle_id) ?? null)
  const placed = fillBetween(keepRising(before))
  return ordered.map((row, index) => ({ ...row, position: placed?.[index] ?? index * step }))
}

interface Link {
  readonly value: number
  readonly index: number
  readonly previous: Link | null
}

/** Of these numbers the longest run that rises; null in the places of the others. */
function keepRising(numbers: readonly (number | null)[]): (number | null)[] {
  /** For each length, the run of it with the lowest end. */
  const runs: Link[] = []
  numbers.forEach((value, index) => {
    if (value === null) return
    const length = countBelow(runs, value)
    runs[length] = { value, index, previous: runs[length - 1] ?? null }
  })
  const kept = numbers.map((): number | null => null)
  for (let link = runs.at(-1) ?? null; link; link = link.previous) kept[link.index] = link.value
  return kept
}

/** How many of the runs end below this; they are sorted by their ends. */
function countBelow(runs: readonly Link[], value: number): number {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.value ?? value) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers for the empty places, between those around them; null where there is no room for them. */
function fillBetween(kept: readonly (number | null)[]): number[] | null {
  const filled: number[] = []
  let empty = 0
  for (const after of [...kept, null]) {
    const isEnd = filled.length + empty === kept.length
    if (after === null && !isEnd) {
      empty += 1
      continue
    }
    const low = filled.at(-1) ?? (after === null ? -step : after - step * (empty + 1))
    const high = after ?? low + step * (empty + 1)
    if (high - low <= empty) return null
    for (let k = 1; k <= empty; k++) filled.push(low + Math.floor(((high - low) * k) / (empty + 1)))
    if (after !== null) filled.push(after)
    empty = 0
  }
  return filled
}
