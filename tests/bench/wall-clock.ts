/**
 * The wall clock, finer than the whole milliseconds of Date.now(), to compare moments of several processes and of
 * PostgreSQL. Spins until the millisecond changes, because performance.now() drifts off the wall clock.
 */
export function readWallClockMs(): number {
  const calledAt = performance.now()
  const before = Date.now()
  let after = before
  while (after === before) after = Date.now()
  return after - (performance.now() - calledAt)
}
