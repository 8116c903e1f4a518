import type { TestStack } from './test-stack.ts'

/**
 * Lets a student's sync read `courses` courses and then keeps the site from answering, so that a test finds it in the
 * middle for as long as it wants. What was held is served after all once it is released.
 */
export function holdReading(
  stack: TestStack,
  username: string,
  { courses = 20 }: { readonly courses?: number } = {},
): { release(): void } {
  const { control } = stack.campus
  const fault = control.addFault({
    kind: 'timeout',
    scope: { username, function: 'core_course_get_contents' },
    after: courses,
  })
  return { release: () => control.clearFault(fault.id) }
}
