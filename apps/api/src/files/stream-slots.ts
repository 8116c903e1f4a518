export interface StreamOwner {
  readonly userId: string
  readonly institutionId: string
}

/** How many files are on their way at once, in this process. */
export interface StreamSlots {
  /** False where the student has as many as they may, or the students of their institution have together. */
  take(owner: StreamOwner): boolean
  give(owner: StreamOwner): void
}

export function createStreamSlots(limits: {
  readonly perStudent: number
  readonly perInstitution: number
}): StreamSlots {
  const ofStudents = createCounts()
  const ofInstitutions = createCounts()
  return {
    take({ userId, institutionId }) {
      const isFull =
        ofStudents.of(userId) >= limits.perStudent ||
        ofInstitutions.of(institutionId) >= limits.perInstitution
      if (isFull) return false
      ofStudents.add(userId, 1)
      ofInstitutions.add(institutionId, 1)
      return true
    },
    give({ userId, institutionId }) {
      ofStudents.add(userId, -1)
      ofInstitutions.add(institutionId, -1)
    },
  }
}

/** Counts by key; what has come down to nothing is forgotten. */
function createCounts() {
  const counts = new Map<string, number>()
  const of = (key: string) => counts.get(key) ?? 0
  return {
    of,
    add(key: string, change: 1 | -1) {
      const count = of(key) + change
      if (count > 0) counts.set(key, count)
      else counts.delete(key)
    },
  }
}
