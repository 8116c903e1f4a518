import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import type { ReadAssignment, SubmissionState } from '../reading.ts'
import { flag, objectOrNothing, setText, text, time } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'

const submissionSchema = objectOrNothing(z.object({ status: setText, timemodified: time }))

const pluginSchema = z.object({
  editorfields: z.array(z.object({ text })).nullish(),
})

export const submissionStatusSchema = z.object({
  lastattempt: objectOrNothing(
    z.object({
      submission: submissionSchema,
      teamsubmission: submissionSchema,
      graded: flag.nullish(),
      extensionduedate: time,
    }),
  ),
  feedback: objectOrNothing(z.object({ plugins: z.array(pluginSchema).nullish() })),
})
type SubmissionStatus = z.output<typeof submissionStatusSchema>

const states: readonly string[] = ['new', 'draft', 'reopened', 'submitted'] satisfies SubmissionState[]

function mapState(status: string): SubmissionState {
  return states.includes(status) ? (status as SubmissionState) : 'unknown'
}

function mapFeedback(status: SubmissionStatus, context: MapContext): string | null {
  const texts = (status.feedback?.plugins ?? []).flatMap((plugin) => plugin.editorfields ?? [])
  return cleanHtml(texts.map((field) => field.text).join('\n'), context.language)
}

/** The student's own part of an assignment: what was handed in, by when it still may be, what was said about it. */
export function applySubmissionStatus(
  assignment: ReadAssignment,
  status: SubmissionStatus,
  context: MapContext,
): ReadAssignment {
  const attempt = status.lastattempt
  const feedbackHtml = mapFeedback(status, context)
  // Where nothing is taken from this student, it may have been graded all the same.
  if (!attempt)
    return status.feedback
      ? { ...assignment, submissionState: 'none', graded: true, feedbackHtml }
      : assignment
  // In a team the team's submission counts; the student's own beside it stays "new".
  const submission = attempt.teamsubmission ?? attempt.submission
  const state = submission ? mapState(submission.status) : 'new'
  return {
    ...assignment,
    extendedTo: attempt.extensionduedate,
    submissionState: assignment.submissionState === 'none' ? 'none' : state,
    submittedAt: state === 'submitted' ? (submission?.timemodified ?? null) : null,
    graded: attempt.graded ?? false,
    feedbackHtml,
  }
}
