import type { SearchResult } from '@spike/contract'

/** A result of a search as the server gives it; all of its title is marked. */
export function buildResult(overrides: Partial<SearchResult> = {}): SearchResult {
  const title = overrides.title ?? 'המבחן לדוגמה'
  return {
    type: 'item',
    id: '7',
    courseId: '1',
    courseName: 'מבני נתונים',
    itemId: '7',
    title,
    titleParts: [{ text: title, hit: true }],
    kind: 'past_exam',
    number: null,
    snippet: [],
    at: null,
    url: 'https://moodle.example/mod/resource/view.php?id=7',
    ...overrides,
  }
}
