/** What stands in `items.dates`: the dates of a course module, by Moodle's name of each; instants as ISO text. */
export type ItemDates = readonly { readonly id: string | null; readonly at: string }[]

/** What stands in `quizzes.attempts`: the student's attempts; instants as ISO text. */
export type QuizAttempts = readonly {
  readonly number: number
  readonly state: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}[]
