import type { TestStack } from './test-stack.ts'

/**
 * Keeps the site from answering about the course that a student's sync reads last, so that a test finds the sync in the
 * middle for as long as it wants. What was held is served after all once it is released.
 */
export function holdReading(stack: TestStack, username: string): { release(): void } {
  const { control } = stack.campus
  const fault = control.addFault({
    kind: 'timeout',
    scope: { username, function: 'core_course_get_contents', courseId: findLastRead(stack, username) },
  })
  return { release: () => control.clearFault(fault.id) }
}

/** Current courses are read first, then the past from the latest end. */
export function findLastRead({ campus }: TestStack, username: string): number {
  const [oldest] = campus.control.listCourses(username).toSorted((a, b) => a.enddate - b.enddate)
  if (!oldest) throw new Error(`${username} has no courses`)
  return oldest.id
}
