import {
  type Course,
  courseDetailSchema,
  coursesAnswerSchema,
  type Deadline,
  deadlinesAnswerSchema,
  type ItemKind,
  type Language,
  type SyncStatus,
} from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import { demoWords } from '@spike/contract/words/operator'
import type { ApiClient } from './api-client.ts'

const deadlinesShown = 5

/** What `--json` prints. */
export interface DemoResult {
  readonly jobId: string
  readonly status: SyncStatus['status']
  readonly partial: boolean
  readonly courses: number
  readonly items: number
  readonly files: number
  readonly deadlines: number
  readonly grades: number
  readonly moodleRequests: number
  readonly seconds: number
}

export function summarize(status: SyncStatus): DemoResult {
  const { counts, createdAt, finishedAt } = status
  const seconds = finishedAt === null ? 0 : (Date.parse(finishedAt) - Date.parse(createdAt)) / 1000
  return {
    jobId: status.jobId,
    status: status.status,
    partial: status.partial,
    courses: counts?.courses ?? 0,
    items: counts?.items ?? 0,
    files: counts?.files ?? 0,
    deadlines: counts?.deadlines ?? 0,
    grades: counts?.grades ?? 0,
    moodleRequests: status.moodleRequests,
    seconds: Math.round(seconds * 10) / 10,
  }
}

/** Reads the student's data through the API and says in lines what there is. */
export async function describeFindings(
  client: ApiClient,
  status: SyncStatus,
  options: { readonly language: Language; readonly now: Date; readonly signal: AbortSignal },
): Promise<string[]> {
  const { language, now, signal } = options
  const { courses } = await client.read('/api/courses', coursesAnswerSchema, signal)
  const { deadlines } = await client.read('/api/deadlines', deadlinesAnswerSchema, signal)
  const kinds = new Map<ItemKind, number>()
  for (const course of courses) {
    const { sections } = await client.read(`/api/courses/${course.id}`, courseDetailSchema, signal)
    for (const { kind } of sections.flatMap((section) => section.items))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const { seconds, moodleRequests } = summarize(status)
  return [
    demoWords.completed(seconds, moodleRequests),
    ...status.unreadCourses.map(({ name, code }) =>
      demoWords.unread(name, translateTo(language)(`errors.${code}`)),
    ),
    '',
    demoWords.courses(courses.length),
    ...describeTerms(courses, language),
    '',
    ...describeKinds(kinds, language),
    demoWords.also(status.counts?.files ?? 0, status.counts?.grades ?? 0, status.counts?.announcements ?? 0),
    '',
    demoWords.deadlines(),
    ...describeDeadlines(deadlines, { language, now }),
  ]
}

function describeTerms(courses: readonly Course[], language: Language): string[] {
  const translate = translateTo(language)
  const byTerm = Map.groupBy(courses, ({ academicYear, term }) => `${academicYear ?? ''}|${term ?? ''}`)
  return [...byTerm.entries()]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .map(([, group]) => {
      const { academicYear: year = null, term = null } = group[0] ?? {}
      const years = year === null ? '' : `${year}/${String((year + 1) % 100).padStart(2, '0')}`
      return demoWords.term(
        years,
        term === null ? demoWords.noTerm() : translate(`terms.${term}`),
        group.length,
      )
    })
}

function describeKinds(kinds: ReadonlyMap<ItemKind, number>, language: Language): string[] {
  const translate = translateTo(language)
  const total = [...kinds.values()].reduce((sum, count) => sum + count, 0)
  const sorted = [...kinds].toSorted(([, one], [, other]) => other - one)
  return [
    demoWords.items(total),
    ...sorted.map(([kind, count]) => `  ${translate(`kinds.${kind}`)}: ${count}`),
  ]
}

function describeDeadlines(
  deadlines: readonly Deadline[],
  { language, now }: { readonly language: Language; readonly now: Date },
): string[] {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Jerusalem',
  })
  const next = deadlines
    .filter(({ dueAt, done }) => !done && new Date(dueAt) > now)
    .toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))
    .slice(0, deadlinesShown)
  if (next.length === 0) return [demoWords.noDeadlines()]
  return next.map(({ dueAt, title, courseName }) =>
    ['', format.format(new Date(dueAt)), title, courseName ?? '']
      .filter((part, index) => index === 0 || part)
      .join('  '),
  )
}
