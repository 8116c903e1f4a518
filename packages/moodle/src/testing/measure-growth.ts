const times = 4
const tries = 3
/** Less is not told apart from nothing: some systems count in ticks of 10 ms. */
const leastMicroseconds = 20_000

/** Processor time of this thread: what else the machine does meanwhile is not in it. */
function spend(work: (length: number) => void, length: number): number {
  const start = process.threadCpuUsage()
  work(length)
  const { user, system } = process.threadCpuUsage(start)
  return user + system
}

/**
 * How much more work an input is that is four times as long: about 4 where work grows with the length, 16 where it grows
 * with its square.
 */
export function measureGrowth(work: (length: number) => void, length: number): number {
  spend(work, length)
  const least = (of: number) => Math.min(...Array.from({ length: tries }, () => spend(work, of)))
  return least(length * times) / Math.max(leastMicroseconds, least(length))
}

/** Between growing with the length and with its square. */
export const linearGrowth = 9
