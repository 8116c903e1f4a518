interface Owner {
  readonly userId: string
  readonly institutionId: string
}

/** How much is under way at once, in this process. What was taken must be given back. */
interface ConcurrencyLimit {
  /** False where the student has as many as they may, or the students of their institution have together. */
  take(owner: Owner): boolean
  give(owner: Owner): void
}

export function createConcurrencyLimit({
  perStudent,
  perInstitution = Number.POSITIVE_INFINITY,
}: {
  readonly perStudent: number
  readonly perInstitution?: number
}): ConcurrencyLimit {
  const ofStudents = createCounts()
  const ofInstitutions = createCounts()
  return {
    take({ userId, institutionId }) {
      const isFull = ofStudents.of(userId) >= perStudent || ofInstitutions.of(institutionId) >= perInstitution
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
