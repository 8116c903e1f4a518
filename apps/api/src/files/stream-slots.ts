/** How many files each student has on their way at once, in this process. */
export interface StreamSlots {
  /** False where the student has as many as they may. */
  take(userId: string): boolean
  give(userId: string): void
}

export function createStreamSlots(perStudent: number): StreamSlots {
  const taken = new Map<string, number>()
  return {
    take(userId) {
      const count = taken.get(userId) ?? 0
      if (count >= perStudent) return false
      taken.set(userId, count + 1)
      return true
    },
    give(userId) {
      const left = (taken.get(userId) ?? 0) - 1
      if (left > 0) taken.set(userId, left)
      else taken.delete(userId)
    },
  }
}
