import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createSyncMetrics } from './metrics.ts'

async function labelsAfter(names: readonly string[]): Promise<ReadonlySet<string>> {
  const registry = new Registry()
  const observer = createSyncMetrics(registry)
  for (const name of names) {
    const startedAt = new Date(0)
    const call = {
      function: name,
      courseMoodleId: null,
      startedAt,
      durationMs: 1,
      bytes: 1,
      outcome: 'ok',
      request: 1,
    }
    observer.called({ institutionId: 'tau', call })
  }
  const text = await registry.metrics()
  return new Set([...text.matchAll(/_count\{.*?function="([^"]*)"/g)].map(([, label = '']) => label))
}

test('a function and a page are labels, and what is neither is other', async () => {
  const names = ['core_course_get_contents', 'course/view.php', 'my/../x', 'x'.repeat(200), '', 'a b', 'Ünï']
  expect(await labelsAfter(names)).toEqual(new Set(['core_course_get_contents', 'course/view.php', 'other']))
})

test('there are only so many labels, whatever a site makes up', async () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `mod/made_up_${index}/view.php`)
  const labels = await labelsAfter(['course/view.php', ...names, 'course/view.php'])
  expect(labels.size).toBe(101)
  expect(labels).toContain('course/view.php')
  expect(labels).toContain('other')
})
